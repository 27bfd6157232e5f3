"""What a browser may say, and every way of saying it wrong."""

from __future__ import annotations

import json
import time
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from chatcore.errors import Malformed, Refusal, TextTooLong
from chatcore.protocol import frames, limits
from tests.protocol.samples import CLIENT_ID, CONVERSATION, UP

SECRET = "do-not-repeat-me"


def changed(name: str, **changes: object) -> str:
    return json.dumps({**UP[name], **changes})


def without(name: str, field: str) -> str:
    return json.dumps({key: value for key, value in UP[name].items() if key != field})


def message(body: str) -> str:
    """A `send` frame around a body written by hand."""
    return f'{{"t":"send","cid":"{CLIENT_ID}","kind":"message","body":{body}}}'


# Good frames


def test_there_is_a_sample_of_every_frame_up():
    tags = {struct.__struct_config__.tag for struct in get_args(frames.UpFrame)}
    assert set(UP) == tags


@pytest.mark.parametrize("name", UP)
def test_a_good_frame_is_read_and_written_back_unchanged(name):
    frame = frames.parse(json.dumps(UP[name]))
    assert json.loads(msgspec.json.encode(frame)) == UP[name]


def test_a_visitor_leaves_the_conversation_out():
    assert frames.parse(without("send", "conv")).conv is UNSET
    assert frames.parse(without("typing", "conv")).conv is UNSET


def test_unknown_keys_are_ignored_so_that_newer_browsers_can_say_more():
    assert frames.parse(changed("seen", later="x")) == frames.parse(json.dumps(UP["seen"]))


def test_key_order_does_not_matter():
    reverse = json.dumps(dict(reversed(UP["gap"].items())))
    assert frames.parse(reverse) == frames.parse(json.dumps(UP["gap"]))


# Refused


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "x", "null", "1", '"send"', "[]", "{}", '{"t":null}', '{"t":1}', '{"t":"SEND"}',
        '{"t":"send"}', '{"t":"__class__"}', '{"t":"receive"}', '{"t":"websocket.close"}',
        '{"t":"ev"}', '{"t":"send","t":"gap"', "{'t':'gap'}", '{"t":"hb_ack","ts":NaN}',
    ],
)  # fmt: skip
def test_what_is_no_frame_is_refused(raw):
    with pytest.raises(Malformed):
        frames.parse(raw)


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name in UP for field in UP[name] if field != "t"]
)
def test_every_required_field_is_required_and_typed(name, field):
    optional = {("auth", "want"), ("send", "conv"), ("typing", "conv"), ("seen", "read")}
    if (name, field) not in optional:
        with pytest.raises(Malformed):
            frames.parse(without(name, field))
    if field != "body":
        with pytest.raises(Malformed):
            frames.parse(changed(name, **{field: {"wrong": "type"}}))


@pytest.mark.parametrize(
    "identifier",
    [
        "", "1", CONVERSATION.upper().replace("1", "A"), CONVERSATION + "\n", "\n" + CONVERSATION,
        CONVERSATION.replace("-", ""), f"{{{CONVERSATION}}}", f"urn:uuid:{CONVERSATION}",
        "１" * 8 + CONVERSATION[8:], CONVERSATION + "0",
    ],
)  # fmt: skip
def test_an_identifier_is_written_in_one_way_only(identifier):
    with pytest.raises(Malformed):
        frames.parse(changed("gap", conv=identifier))
    with pytest.raises(Malformed):
        frames.parse(changed("send", cid=identifier))


@pytest.mark.parametrize("number", [-1, 2**31, 10**30, 1.5, "7", True, None])
def test_a_sequence_number_is_a_small_whole_number(number):
    with pytest.raises(Malformed):
        frames.parse(changed("gap", after=number))


@pytest.mark.parametrize("digits", [20, 400, 5_000, 60_000])
def test_a_huge_number_harms_nobody(digits):
    number = "9" * digits
    assert is_frame_or_refusal(f'{{"t":"hb_ack","ts":{number}}}')
    with pytest.raises(Malformed):
        frames.parse(f'{{"t":"gap","conv":"{CONVERSATION}","after":{number}}}')


def test_a_browser_may_not_ask_for_too_many_conversations():
    want = [{"conv": CONVERSATION, "seen": 0}] * (limits.WANTED_CONVERSATIONS_MAX + 1)
    with pytest.raises(Malformed):
        frames.parse(changed("auth", want=want))


# Size and shape


def test_a_frame_of_exactly_the_limit_is_read():
    room = limits.FRAME_IN_MAX_BYTES - len(message('{"text":""}'))
    raw = message(json.dumps({"text": "x" * room}, separators=(",", ":")))
    assert len(raw) == limits.FRAME_IN_MAX_BYTES
    assert frames.parse(raw)


@pytest.mark.parametrize("letter", ["x", "é", "花", "💐", "\ud800"])
def test_a_frame_is_measured_in_bytes_and_refused_before_it_is_read(letter):
    size = len(letter.encode("utf-8", "surrogatepass"))
    with pytest.raises(TextTooLong):
        frames.parse(letter * (limits.FRAME_IN_MAX_BYTES // size + 1))


def nested(depth: int) -> str:
    """A whole frame this deep: the frame and the body are two levels of it."""
    return message('{"text":' + "[" * (depth - 2) + "]" * (depth - 2) + "}")


def test_depth_is_bounded():
    assert frames.parse(nested(limits.FRAME_MAX_DEPTH))
    with pytest.raises(Malformed):
        frames.parse(nested(limits.FRAME_MAX_DEPTH + 1))


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_endless_nesting_is_refused_without_recursion(opening):
    with pytest.raises(Malformed):
        frames.parse((opening * 60_000)[: limits.FRAME_IN_MAX_BYTES])


def keyed(count: int) -> str:
    """A frame with this many keys in all: four are the frame's own."""
    return message(json.dumps({f"k{number}": 0 for number in range(count - 4)}))


def test_keys_are_bounded():
    assert frames.parse(keyed(limits.FRAME_MAX_KEYS))
    with pytest.raises(Malformed):
        frames.parse(keyed(limits.FRAME_MAX_KEYS + 1))


def test_braces_and_colons_in_what_people_write_do_not_count():
    text = '{[:"\\' * 500
    assert frames.parse(message(json.dumps({"text": text})))


@pytest.mark.parametrize("inside", ['\\"', "\\\\", '"', "\\", '\\"{', "\\u"])
def test_a_string_that_never_ends_costs_linear_time(inside):
    raw = message('{"text":"' + inside * (60_000 // len(inside)))
    started = time.perf_counter()
    with pytest.raises(Malformed):
        frames.parse(raw)
    # Trying again from each quote took eleven seconds.
    assert time.perf_counter() - started < 1


# Letters that a database or an encoder refuses


@pytest.mark.parametrize("nul", ["\x00", "\\u0000", "\\\\\\u0000", "a\\u0000b"])
def test_a_nul_is_refused_raw_and_escaped(nul):
    with pytest.raises(Malformed):
        frames.parse(message(f'{{"text":"{nul}"}}'))


@pytest.mark.parametrize("text", ["\\u0000", "see \\u0000 there", "\\\\u0000", "\\" * 9])
def test_a_person_may_write_about_a_nul(text):
    raw = message(json.dumps({"text": text}))
    assert json.loads(bytes(frames.parse(raw).body)) == {"text": text}


@pytest.mark.parametrize("name", ["\ud800", "x\udfff", "x\ud83dxx"])
def test_a_lone_surrogate_is_refused(name):
    for escaped in (True, False):
        raw = json.dumps({**UP["auth"], "dev": name}, ensure_ascii=escaped)
        with pytest.raises(Malformed):
            frames.parse(raw)


def test_a_pair_of_surrogates_is_a_letter():
    assert frames.parse(changed("auth", dev="💐")).dev == "💐"


# Nothing comes back


@pytest.mark.parametrize(
    "raw",
    [
        SECRET, f'{{"t":"{SECRET}"}}', f'{{"t":"gap","conv":"{SECRET}"}}',
        f'{{"t":"send","cid":"{CLIENT_ID}","kind":"{SECRET * 9}","body":1}}',
        "\ud800" + SECRET, f'{{"{SECRET}":' * 30, SECRET * 10_000,
    ],
)  # fmt: skip
def test_a_refusal_holds_nothing_of_what_was_sent(raw):
    with pytest.raises(Refusal) as caught:
        frames.parse(raw)
    refusal = caught.value
    assert refusal.args == ()
    assert refusal.__cause__ is None
    assert refusal.__suppress_context__ or refusal.__context__ is None


# Anything at all

frame_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
fields = st.sampled_from(sorted({field for frame in UP.values() for field in frame}))


def is_frame_or_refusal(raw: str) -> bool:
    try:
        return isinstance(frames.parse(raw), get_args(frames.UpFrame))
    except Refusal:
        return True


@given(raw=st.text(alphabet=st.characters(exclude_categories=())))
@settings(max_examples=300)
def test_any_text_gives_a_frame_or_a_refusal(raw):
    assert is_frame_or_refusal(raw)


@given(name=st.sampled_from(sorted(UP)), changes=st.dictionaries(fields, frame_like, max_size=3))
@settings(max_examples=300)
def test_any_change_of_a_good_frame_gives_a_frame_or_a_refusal(name, changes):
    assert is_frame_or_refusal(changed(name, **changes))


@given(name=st.sampled_from(sorted(UP)), cut=st.integers(0, 200), put=st.text(max_size=3))
@settings(max_examples=300)
def test_any_damage_to_a_good_frame_gives_a_frame_or_a_refusal(name, cut, put):
    raw = json.dumps(UP[name])
    assert is_frame_or_refusal(raw[:cut] + put + raw[cut + 1 :])
