"""What holds for every text there is."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from chatcore import guard
from chatcore.errors import TextTooLong
from tests.guard.mixtures import CARDS, SEPARATORS, SHORTS, WORDS, random_texts

# Any character there is, lone surrogates and NUL included.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
PIECES = st.sampled_from((*CARDS, *SEPARATORS, *SHORTS, *WORDS, "1", "42", "4242 4242 ", "0"))
DIGIT_HEAVY = st.lists(st.one_of(PIECES, st.text("0123456789 -.4", max_size=30)), max_size=20).map(
    "".join
)
TEXTS = st.one_of(ANY_TEXT, DIGIT_HEAVY)


@given(TEXTS)
def test_masking_twice_is_masking_once(text: str) -> None:
    once = guard.safe(text)
    assert guard.safe(once) == once


@given(TEXTS)
@example("4242 4242 4242 4242 123.4242424242424242")
@example("card 4242424242424242 4222222222222")
def test_masked_text_never_triggers(text: str) -> None:
    assert guard.find(guard.safe(text)) == ()


def test_masked_mixtures_never_trigger() -> None:
    texts = random_texts(3000, seed=3)
    assert [text for text in texts if guard.find(guard.safe(text))] == []


@given(TEXTS)
def test_findings_lie_on_the_text_in_order_and_apart(text: str) -> None:
    position = 0
    for finding in guard.find(text):
        assert position <= finding.start < finding.end <= len(text)
        assert any(character.isdigit() for character in text[finding.start : finding.end])
        position = finding.end


@given(TEXTS)
def test_what_is_not_found_stays_as_it_is(text: str) -> None:
    masked = guard.mask(text)
    kept, position = [], 0
    for finding in masked.findings:
        kept.append(text[position : finding.start])
        position = finding.end
    assert masked.text == guard.MASK.join([*kept, text[position:]])


@given(st.text("0123456789 -.x", max_size=3).map(lambda piece: piece or "4"))
def test_only_the_length_is_ever_refused(piece: str) -> None:
    fits = (piece * guard.MAX_TEXT_CHARACTERS)[: guard.MAX_TEXT_CHARACTERS]
    guard.find(fits)
    try:
        guard.find(fits + "4")
    except TextTooLong:
        return
    raise AssertionError("a text over the limit was taken")


@given(st.sampled_from(CARDS[:8]), st.sampled_from(" -.\u00a0–"), TEXTS)
def test_card_between_plain_words_is_always_found(card: str, separator: str, around: str) -> None:
    number = separator.join(card[at : at + 4] for at in range(0, len(card), 4))
    around = "".join(character for character in around if character.isalpha())
    found = guard.find(f"{around}\n{number}\n{around}")
    start = len(around) + 1
    assert (start, start + len(number)) in [(finding.start, finding.end) for finding in found]
