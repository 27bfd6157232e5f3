"""What callers get from `mask`, and that it fails closed without telling what it failed on."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from chatcore import guard
from chatcore.errors import GuardFailed, Refusal, TextTooLong
from chatcore.guard import masking, search

CARD = "4242 4242 4242 4242"
DOORS = [guard.find, guard.mask, guard.safe]


def test_card_is_replaced_by_four_bullets() -> None:
    masked = guard.mask(f"my card is {CARD}, thanks")
    assert masked.text == "my card is ••••, thanks"
    assert masked.findings == (
        guard.Finding(11, 30, guard.Kind.CARD, "visa", guard.Certainty.SURE),
    )


def test_kinds_are_named_once_and_sorted() -> None:
    masked = guard.mask(f"cvv 123, {CARD} 12/29")
    assert len(masked.findings) == 3
    assert masked.kinds == (guard.Kind.CARD, guard.Kind.CVV)


def test_text_without_finding_comes_out_unchanged() -> None:
    text = "Do you have purple\u00a0flowers for ５ people? 🌷\x00"
    masked = guard.mask(text)
    assert masked.text == text
    assert masked.findings == masked.kinds == ()


def test_safe_is_the_masked_text_alone() -> None:
    assert guard.safe(CARD) == guard.MASK
    assert type(guard.safe(CARD)) is type(guard.safe("hello")) is guard.SafeText


def test_mask_holds_neither_digit_nor_length() -> None:
    assert guard.safe(CARD) == guard.safe("378282246310005") == "••••"


def test_card_without_brand_wording_is_only_likely() -> None:
    (sure,) = guard.find("4242424242424242")
    (weak,) = guard.find("my maestro 6731012345678906")
    (oddly_grouped,) = guard.find("42424 2424 24242 42")
    assert sure.certainty is guard.Certainty.SURE
    assert weak.certainty is oddly_grouped.certainty is guard.Certainty.LIKELY


def test_word_makes_an_oddly_grouped_card_sure() -> None:
    (finding,) = guard.find("card 42424 2424 24242 42")
    assert finding.certainty is guard.Certainty.SURE


def test_word_makes_a_code_sure() -> None:
    _, bare = guard.find(f"{CARD} 123")
    _, named = guard.find(f"{CARD} cvv 123")
    assert (bare.certainty, named.certainty) == (guard.Certainty.LIKELY, guard.Certainty.SURE)


def test_text_at_the_limit_is_taken() -> None:
    text = CARD.rjust(guard.MAX_TEXT_CHARACTERS, "x")
    assert guard.safe(text).endswith("x••••")


@pytest.mark.parametrize("door", DOORS)
def test_text_over_the_limit_is_refused(door: Callable[[str], object]) -> None:
    with pytest.raises(TextTooLong) as refused:
        door(CARD.rjust(guard.MAX_TEXT_CHARACTERS + 1, "x"))
    assert refused.value.code == "too_big"
    assert_carries_nothing(refused.value)


@pytest.mark.parametrize("door", DOORS)
def test_error_inside_the_search_is_a_coded_refusal(
    door: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folded: str) -> None:
        raise ValueError(folded)

    monkeypatch.setattr(search, "find_cards", fail)
    with pytest.raises(GuardFailed) as refused:
        door(f"my card is {CARD}")
    assert refused.value.code == "guard_failed"
    assert_carries_nothing(refused.value)


@pytest.mark.parametrize("door", [guard.mask, guard.safe])
def test_error_while_replacing_is_a_coded_refusal(
    door: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str, findings: object) -> None:
        raise KeyError(text)

    monkeypatch.setattr(masking, "_replace", fail)
    with pytest.raises(GuardFailed) as refused:
        door(f"my card is {CARD}")
    assert_carries_nothing(refused.value)


@pytest.mark.parametrize("door", DOORS)
def test_search_that_does_not_settle_is_refused(
    door: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = guard.Finding(0, 1, guard.Kind.CARD, "visa", guard.Certainty.SURE)
    monkeypatch.setattr(search, "find_cards", lambda folded: [endless])
    with pytest.raises(GuardFailed):
        door(CARD)


@pytest.mark.parametrize("nothing", [None, b"4242424242424242", 4242424242424242, ["4242"]])
def test_what_is_no_text_never_comes_out(nothing: object) -> None:
    with pytest.raises((Refusal, TypeError)) as refused:
        guard.mask(nothing)  # type: ignore[arg-type]
    assert "4242" not in str(refused.value)


def assert_carries_nothing(error: BaseException) -> None:
    """Neither the error, what it chains, nor a variable in a frame of the guard tells the text."""
    assert error.__context__ is error.__cause__ is None
    assert "4242" not in "".join(traceback.format_exception(error))
    frames = [frame for frame in frames_of(error) if "chatcore" in frame.f_code.co_filename]
    assert frames
    assert all("4242" not in repr(frame.f_locals) for frame in frames)


def frames_of(error: BaseException) -> Iterator[FrameType]:
    step = error.__traceback__
    while step is not None:
        yield step.tb_frame
        step = step.tb_next
