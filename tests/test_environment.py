"""Settings read from the environment, nonsense refused by name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from chatcore import environment


@pytest.fixture
def given(monkeypatch):
    def give(value: str) -> None:
        monkeypatch.setenv("RINGBACK_THING", value)

    monkeypatch.delenv("RINGBACK_THING", raising=False)
    return give


def test_a_value_is_trimmed(given):
    given("  here ")
    assert environment.text("THING") == "here"


def test_what_is_not_set_has_its_default(given):
    assert environment.text("THING") == ""
    assert environment.text("THING", "there") == "there"
    assert environment.words("THING", "a,b") == ["a", "b"]
    assert environment.whole_number("THING", 7) == 7
    assert environment.one_of("THING", "first", "second") == "first"


def test_only_our_own_variables_are_read(given, monkeypatch):
    monkeypatch.setenv("THING", "foreign")
    assert environment.text("THING") == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [("", []), (" , ", []), ("a", ["a"]), (" a , b,,c ", ["a", "b", "c"])],
)
def test_a_list_is_separated_by_commas(given, value, words):
    given(value)
    assert environment.words("THING") == words


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("12", 12), (" 3 ", 3)])
def test_a_whole_number_is_read(given, value, number):
    given(value)
    assert environment.whole_number("THING", 7) == number


@pytest.mark.parametrize("value", ["", "-1", "1.5", "one", "1e3", "0x1", "²"])
def test_what_is_no_whole_number_is_refused_by_name(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured, match="RINGBACK_THING must be a whole number"):
        environment.whole_number("THING", 7)


def test_one_of_the_choices_is_taken(given):
    given("second")
    assert environment.one_of("THING", "first", "second") == "second"


@pytest.mark.parametrize("value", ["", "third", "First", "first,second"])
def test_anything_else_is_refused_with_the_choices(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured, match=r"RINGBACK_THING must be one of: first, second"):
        environment.one_of("THING", "first", "second")


def test_an_address_is_taken_with_one_of_its_schemes(monkeypatch):
    monkeypatch.setenv("RINGBACK_REDIS_URL", "rediss://cache.shop.example/0")
    assert environment.address("REDIS_URL", "redis", "rediss") == "rediss://cache.shop.example/0"
    monkeypatch.delenv("RINGBACK_REDIS_URL")
    assert environment.address("REDIS_URL", "redis") == ""


@pytest.mark.parametrize("written", ["foo", "http://cache.shop.example", "redis:/x"])
def test_an_address_of_another_kind_is_refused_and_says_which_is_meant(monkeypatch, written):
    monkeypatch.setenv("RINGBACK_REDIS_URL", written)
    with pytest.raises(ImproperlyConfigured, match="must begin with redis:// or rediss://"):
        environment.address("REDIS_URL", "redis", "rediss")
