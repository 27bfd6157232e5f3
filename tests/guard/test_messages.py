"""One more message of a sender: its own mask, the pieces before it, and what was vouched for."""

from __future__ import annotations

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatcore import guard
from chatcore.errors import GuardFailed, Refusal, TextTooLong
from chatcore.guard import AllowPattern, Kind, MaskedMessage, Message, messages

CARD = "4242 4242 4242 4242"
SURE_HALF, LIKELY_HALF = "42424242", "4242 4242"
LIKELY = "078-05-1120"


def masked(text: str, *earlier: str, vouched: bool = False, allowed: str = "") -> MaskedMessage:
    patterns = [AllowPattern(allowed)] if allowed else []
    return guard.mask_message(
        Message(text=text, earlier=earlier, vouched=vouched, allowed=patterns)
    )


def earlier_texts(result: MaskedMessage) -> list[str | None]:
    return [each and str(each.text) for each in result.earlier]


def test_words_without_a_finding_come_out_unchanged() -> None:
    result = masked("How much are 12 roses?", "Hello", "3 of them")
    assert result.masked.text == "How much are 12 roses?"
    assert (result.masked.findings, result.passed) == ((), ())
    assert result.earlier == (None, None)


def test_a_number_of_its_own_is_masked_as_mask_does() -> None:
    result = masked(f"my card is {CARD}")
    assert result.masked == guard.mask(f"my card is {CARD}")


def test_pieces_before_it_come_back_masked_and_chatter_does_not() -> None:
    result = masked("4242", "card 4242", "hello", "4242 4242")
    assert result.masked.text == "••••"
    assert earlier_texts(result) == ["card ••••", None, "••••"]
    assert result.earlier[0] is not None
    assert result.earlier[0].kinds == (Kind.CARD,)


def test_an_earlier_message_is_masked_with_all_it_holds() -> None:
    result = masked(SURE_HALF, f"pin 4821, card {SURE_HALF}")
    assert earlier_texts(result) == ["pin ••••, card ••••"]


def test_what_was_asked_for_is_masked() -> None:
    asked = guard.asked_for("Could you give me the CVV on the back?")
    assert asked, "the premise"
    assert guard.mask_message(Message(text="482", asked=asked)).masked.kinds == (Kind.CVV,)
    assert masked("482").masked.text == "482"


# Vouched for


def test_a_likely_finding_that_is_vouched_for_passes_and_is_named() -> None:
    result = masked(LIKELY, vouched=True)
    assert result.masked.text == LIKELY
    assert result.masked.findings == ()
    assert [(each.kind, each.rule) for each in result.passed] == [(Kind.SSN, "ssn")]
    assert masked(LIKELY).passed == ()


def test_a_sure_finding_is_masked_all_the_same() -> None:
    result = masked(f"{LIKELY} or {CARD}", vouched=True)
    assert result.masked.text == f"{LIKELY} or ••••"
    assert [each.kind for each in result.passed] == [Kind.SSN]


def test_pieces_of_a_likely_number_that_is_vouched_for_stay() -> None:
    assert earlier_texts(masked(LIKELY_HALF, LIKELY_HALF)) == ["••••"], "the premise"
    result = masked(LIKELY_HALF, LIKELY_HALF, vouched=True)
    assert (result.masked.text, result.earlier) == (LIKELY_HALF, (None,))


def test_pieces_of_a_sure_number_are_masked_all_the_same() -> None:
    result = masked(SURE_HALF, SURE_HALF, vouched=True)
    assert (result.masked.text, earlier_texts(result)) == ("••••", ["••••"])
    assert result.passed == ()


# A site's own formats


def test_a_format_lets_a_likely_finding_pass_and_names_nothing() -> None:
    result = masked(LIKELY, allowed="###-##-####")
    assert (result.masked.text, result.passed) == (LIKELY, ())
    assert masked(LIKELY, allowed="####-##-####").masked.text == "••••"


def test_a_format_lets_no_sure_card_pass_whole_or_in_pieces() -> None:
    assert masked(CARD, allowed="#### #### #### ####").masked.text == "••••"
    result = masked(SURE_HALF, SURE_HALF, allowed="########")
    assert (result.masked.text, earlier_texts(result)) == ("••••", ["••••"])


# Refused


def test_a_failure_is_a_coded_refusal_that_holds_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> guard.Joined:
        raise ValueError(CARD)

    monkeypatch.setattr(messages, "join", fail)
    with pytest.raises(GuardFailed) as caught:
        masked(CARD, SURE_HALF)
    shown = "".join(traceback.format_exception(caught.value, chain=True))
    assert "4242" not in shown
    assert caught.value.__context__ is None


def test_no_frame_of_the_guard_keeps_the_message() -> None:
    with pytest.raises(TextTooLong) as caught:
        guard.mask_message(Message(text="x" * (guard.MAX_TEXT_CHARACTERS + 1)))
    frames = [frame for frame, _ in traceback.walk_tb(caught.value.__traceback__)]
    (own,) = [frame for frame in frames if frame.f_code.co_name == "mask_message"]
    assert "message" not in own.f_locals


@given(
    text=st.text(max_size=60),
    earlier=st.lists(st.text(alphabet="0123456789 -•abc", max_size=20), max_size=10),
    vouched=st.booleans(),
)
def test_any_messages_give_one_answer_for_each_of_them(
    text: str, earlier: list[str], vouched: bool
) -> None:
    try:
        result = guard.mask_message(Message(text=text, earlier=earlier, vouched=vouched))
    except Refusal as refusal:
        pytest.fail(f"refused: {type(refusal).__name__}")
    assert len(result.earlier) == len(earlier)
    assert not set(result.passed) & set(result.masked.findings)
    if not result.masked.findings and not result.passed:
        assert result.masked.text == text
