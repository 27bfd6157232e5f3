"""Numbers in pieces over several messages, codes that were asked for, and what breaks both."""

from __future__ import annotations

import traceback

import pytest

from chatcore import guard
from chatcore.errors import GuardFailed, TextTooLong
from chatcore.guard import Certainty, Kind, joining
from tests.guard.numbers import grouped, make_card

FIRST, SECOND = "4242 4242", "4242 4242"


def masked(messages: list[str], *, asked: guard.Topics = frozenset()) -> list[str]:
    """As a conversation ends up: each message with what it and the later ones found in it."""
    done = [guard.mask(text).text for text in messages]
    joined = guard.join(messages[:-1], messages[-1], asked=asked)
    done[-1] = guard.masked_with(messages[-1], joined.findings).text
    for index, findings in enumerate(joined.earlier):
        done[index] = guard.masked_with(messages[index], findings).text
    return [str(text) for text in done]


def test_last_piece_completes_the_card_and_names_the_earlier_ones() -> None:
    joined = guard.join([f"my card is {FIRST}"], SECOND)
    assert [(each.kind, each.start, each.end) for each in joined.findings] == [(Kind.CARD, 0, 9)]
    ((piece,),) = joined.earlier
    assert (piece.kind, piece.start, piece.end) == (Kind.CARD, 11, 20)


@pytest.mark.parametrize(
    "messages",
    [
        [FIRST, SECOND],
        ["4242", "4242", "4242", "4242"],
        ["card 4242", "sorry, one moment", "4242 4242", "oh", "4242"],
        ["first half 42424242", "second half 42424242"],
        ["4242 4242 4242 42", "42"],
        ["4", "242424242424242"],
        ["four two four two four two four two", "4242 4242"],
    ],
)
def test_pieces_of_one_card_are_masked_in_every_message(messages: list[str]) -> None:
    done = masked(messages)
    assert not any(character.isdigit() for text in done for character in text)
    assert done[-1].endswith(guard.MASK)


@pytest.mark.parametrize(
    "messages",
    [
        ["order 4242 4242", "4242 4242"],
        ["4242 4242", "order 4242 4242"],
        ["tel 42424242", "42424242"],
        ["42424242", "is what the label of the box says, and below it is 42424242 printed"],
        ["I paid 42424242 for 2 of them in town", "42424242"],
        ["2024", "2025", "2026 which year do you need?"],
        ["4242 4242", "4242 4241"],
        ["42424242", "x" * 401, "42424242"],
    ],
)
def test_labels_and_honest_numbers_do_not_join(messages: list[str]) -> None:
    assert masked(messages) == messages


def test_pieces_are_sought_in_the_last_eight_messages_only() -> None:
    near, far = ["hm"] * 6, ["hm"] * 9
    assert masked([FIRST, *near, SECOND])[0] == guard.MASK
    assert masked([FIRST, *far, SECOND])[0] == FIRST
    assert len(guard.join([FIRST, *far], SECOND).earlier) == 10


def test_card_split_anywhere_into_two_messages_is_masked_whole() -> None:
    import random

    chance = random.Random(7)
    for _ in range(60):
        number = make_card(chance)
        text = chance.choice([number, " ".join(grouped(number)), "-".join(grouped(number))])
        for cut in range(1, len(text)):
            done = "".join(masked([text[:cut], text[cut:]]))
            assert not any(character.isdigit() for character in done), (text[:cut], text[cut:])


def test_bare_digits_after_a_card_are_its_code() -> None:
    for card in ("4242 4242 4242 4242", guard.MASK):
        (code,) = guard.join([card, "ok?"], "123").findings
        assert (code.kind, code.certainty) == (Kind.CVV, Certainty.LIKELY)
    assert [each.rule for each in guard.join(["4242424242424242"], "12/29 123").findings] == [
        "expiry",
        "code",
    ]


@pytest.mark.parametrize("text", ["room 123", "order 123", "12 roses", "see you in 2027 then"])
def test_other_numbers_after_a_card_stay(text: str) -> None:
    assert guard.join(["4242 4242 4242 4242"], text).findings == ()


def test_bare_digits_without_card_or_question_stay() -> None:
    assert guard.join(["hello", "how many?"], "123").findings == ()


@pytest.mark.parametrize(
    ("question", "answer", "kind"),
    [
        ("Could you give me the CVV on the back?", "482", Kind.CVV),
        ("Wie lautet die Prüfnummer?", "482 bitte", Kind.CVV),
        ("What are your social security digits?", "123456789", Kind.SSN),
        ("Please send me the code we texted you", "it's 482913", Kind.OTP),
        ("Could you tell me your PIN?", "4821", Kind.PIN),
    ],
)
def test_answer_to_a_question_is_what_was_asked_for(question: str, answer: str, kind: Kind) -> None:
    asked = guard.asked_for(question)
    (finding,) = guard.join([], answer, asked=asked).findings
    assert finding.kind is kind
    assert guard.join([], answer).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Please never send your PIN or CVV here",
        "Bitte nennen Sie nie Ihre PIN!",
        "How can I help you?",
        "the CVV field was empty",
        "Is your order number 482913?",
        "x" * 500 + " your PIN?",
    ],
)
def test_warning_or_other_question_asks_for_nothing(text: str) -> None:
    assert guard.asked_for(text) == frozenset()


def test_message_that_ends_with_a_cue_names_the_next_one() -> None:
    (finding,) = guard.join(["my pin is"], "4821").findings
    assert finding.kind is Kind.PIN


def test_own_findings_come_out_too() -> None:
    assert guard.join(["hi"], "cvv 123").findings == guard.find("cvv 123")


def test_joining_fails_closed_without_telling(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(FIRST)

    monkeypatch.setattr(joining, "find_cards", fail)
    with pytest.raises(GuardFailed) as refused:
        guard.join([FIRST], SECOND)
    assert refused.value.__context__ is None
    assert FIRST not in "".join(traceback.format_exception(refused.value))


def test_text_over_the_limit_is_refused() -> None:
    with pytest.raises(TextTooLong):
        guard.join([], "4" * (guard.MAX_TEXT_CHARACTERS + 1))
