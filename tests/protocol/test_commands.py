"""What a `send` frame may ask for."""

from __future__ import annotations

import contextlib
import json
import traceback

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from chatcore.errors import Malformed, Refusal
from chatcore.protocol import commands, limits
from tests.protocol.samples import COMMANDS

SECRET = "do-not-repeat-me"


def parse(kind: str, body: object) -> commands.Command:
    return commands.parse(kind, Raw(json.dumps(body).encode()))


def test_there_is_a_sample_of_every_command():
    assert set(COMMANDS) == set(commands.COMMANDS)


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_command_round_trips(kind):
    command = parse(kind, COMMANDS[kind])
    assert type(command) is commands.COMMANDS[kind]
    assert commands.parse(kind, Raw(msgspec.json.encode(command))) == command


def test_unknown_keys_are_ignored():
    assert parse("claim", {"later": 1}) == commands.Claim()


def test_a_long_text_is_left_to_the_guard_which_says_more_than_bad():
    text = "x" * (limits.TEXT_MAX_CHARACTERS + 1)
    assert parse("message", {"text": text}).text == text


@pytest.mark.parametrize("kind", ["", "Message", "unknown", "opened", "__class__", "callback"])
def test_an_unknown_kind_is_refused(kind):
    with pytest.raises(Malformed):
        parse(kind, {"text": "Hello"})


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("message", {}),
        ("message", {"text": ""}),
        ("message", {"text": None}),
        ("message", {"text": "Hello", "vouched": "true"}),
        ("message", {"text": "Hello", "vouched": None}),
        ("note", {"text": "Hello", "vouched": 1}),
        ("message", {"text": ["Hello"]}),
        ("message", {"text": "Hello", "page": {"url": "x" * 2_001}}),
        ("message", {"text": "Hello", "page": {"title": "x" * 301}}),
        ("note", {"text": ""}),
        ("page", {}),
        ("page", {"page": None}),
        ("claim", None),
        ("claim", []),
        ("claim", "claim"),
        ("callback.request", {}),
        ("callback.request", {"phone": ""}),
        ("callback.request", {"phone": 442079460018}),
        ("callback.request", {"phone": "0" * 41}),
        ("callback.outcome", {}),
        ("callback.outcome", {"outcome": "canceled"}),
        ("callback.outcome", {"outcome": "declined"}),
    ],
)
def test_a_wrong_body_is_refused(kind, body):
    with pytest.raises(Malformed):
        parse(kind, body)


def test_a_lone_surrogate_in_a_text_is_refused():
    with pytest.raises(Malformed):
        commands.parse("message", Raw(b'{"text":"\\ud800"}'))


def test_a_refusal_holds_nothing_of_what_was_sent():
    with pytest.raises(Malformed) as caught:
        parse("callback.outcome", {"outcome": SECRET})
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@given(kind=st.sampled_from(sorted(COMMANDS)), body=st.binary(max_size=80))
def test_any_body_gives_a_command_or_a_refusal(kind, body):
    with contextlib.suppress(Refusal):
        assert isinstance(commands.parse(kind, Raw(body)), commands.Command)
