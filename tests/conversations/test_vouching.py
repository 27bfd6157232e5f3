"""Likely findings that pass: vouched for, or a site's own format; and the count of them all."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from chatcore import guard
from chatcore.conversations import kinds, services, speech
from chatcore.conversations.models import Event, FindingTally
from chatcore.errors import InvalidAllowPattern
from chatcore.guard import Kind
from chatcore.routing import intake
from tests.cast import CARD, CARD_DIGITS, answered, kinds_of, say, spoken_of, waiting

SURE_HALF, LIKELY_HALF = "42424242", "4242 4242"
LIKELY = "078-05-1120"


def vouch(visitor, text: str) -> Event:
    return intake.say(visitor, text=text, client_id=uuid4(), vouched=True).event


def note(conversation, agent, text: str) -> Event:
    return services.note(conversation, agent=agent, text=text, client_id=uuid4()).event


def test_a_likely_finding_that_is_vouched_for_passes_and_only_its_rule_is_kept(cast):
    body = vouch(cast.mia, f"my article {LIKELY}").typed_body
    assert (body.text, body.masked) == (f"my article {LIKELY}", ())
    assert body.vouched == (kinds.Vouched(kind=Kind.SSN, rule=guard.safe("ssn")),)
    assert not any(character.isdigit() for each in body.vouched for character in str(each.rule))


def test_vouching_holds_once(cast):
    assert vouch(cast.mia, LIKELY).typed_body.text == LIKELY
    body = say(cast.mia, LIKELY).typed_body
    assert (body.text, body.vouched) == ("••••", ())


def test_a_sure_finding_is_masked_however_much_it_is_vouched_for(cast):
    body = vouch(cast.mia, f"{LIKELY} and {CARD}").typed_body
    assert body.text == f"{LIKELY} and ••••"
    assert body.masked == (Kind.CARD,)
    assert [each.kind for each in body.vouched] == [Kind.SSN]


def test_a_likely_number_in_pieces_that_is_vouched_for_stays_whole_in_every_message(cast):
    conversation = waiting(cast.mia)
    say(cast.mia, LIKELY_HALF)
    body = vouch(cast.mia, LIKELY_HALF).typed_body
    assert [each.kind for each in body.vouched] == [Kind.CARD]
    assert spoken_of(conversation)[1:] == [LIKELY_HALF, LIKELY_HALF]
    assert "redacted" not in kinds_of(conversation)


def test_a_sure_number_in_pieces_is_redacted_however_much_it_is_vouched_for(cast):
    conversation = waiting(cast.mia)
    say(cast.mia, SURE_HALF)
    vouch(cast.mia, SURE_HALF)
    assert spoken_of(conversation)[1:] == ["••••", "••••"]


@pytest.mark.parametrize("speak", [services.post, services.note])
def test_staff_vouch_too(cast, speak):
    conversation = answered(cast.mia, cast.ann)
    event = speak(conversation, agent=cast.ann, text=LIKELY, client_id=uuid4(), vouched=True).event
    assert event.typed_body.text == LIKELY
    assert event.typed_body.vouched


# A site's own formats


def allow(site, *patterns: str) -> None:
    site.allow_patterns = list(patterns)
    site.save()


def test_a_sites_own_format_passes_unasked_and_uncounted(cast):
    allow(cast.florist, "ORD ###-##-####")
    body = say(cast.mia, f"it is ord {LIKELY}").typed_body
    assert (body.text, body.masked, body.vouched) == (f"it is ord {LIKELY}", (), ())
    assert say(cast.mia, LIKELY).typed_body.text == "••••", "the format and nothing else"
    assert FindingTally.objects.get().count == 1


def test_a_format_lets_no_sure_card_through(cast):
    allow(cast.florist, "#### #### #### ####", "################")
    assert say(cast.mia, CARD).typed_body.text == "••••"
    assert say(cast.mia, CARD_DIGITS).typed_body.text == "••••"


def test_a_format_of_another_site_does_not_count(cast):
    allow(cast.bakery, "###-##-####")
    assert say(cast.mia, LIKELY).typed_body.text == "••••"


def test_formats_are_compiled_once():
    first = speech.allowed(("ORD-####",))
    assert speech.allowed(("ORD-####",)) is first
    with pytest.raises(InvalidAllowPattern):
        speech.allowed(("*",))


# Counted


def counts() -> dict[tuple[str, str, str, str], int]:
    rows = FindingTally.objects.values_list("site__key", "kind", "rule", "outcome", "count")
    return {(site, kind, rule, outcome): count for site, kind, rule, outcome, count in rows}


def test_findings_are_counted_by_site_kind_rule_and_outcome(cast):
    conversation = answered(cast.mia, cast.ann)
    say(cast.mia, f"{CARD} or {CARD}, cvv 123")
    say(cast.mia, CARD)
    vouch(cast.mia, LIKELY)
    note(conversation, cast.ann, LIKELY)
    assert counts() == {
        ("florist", "card", "visa", "masked"): 3,
        ("florist", "cvv", "code", "masked"): 1,
        ("florist", "ssn", "ssn", "vouched"): 1,
        ("florist", "ssn", "ssn", "masked"): 1,
    }
    assert set(FindingTally.objects.values_list("day", flat=True)) == {timezone.localdate()}


def test_a_number_in_pieces_counts_once(cast):
    for _ in range(4):
        say(cast.mia, "4242")
    assert counts() == {("florist", "card", "visa", "masked"): 1}


def test_counts_are_written_in_one_order_so_that_no_two_messages_wait_for_each_other(cast):
    say(cast.mia, f"password: hunter22 and {CARD}")
    written = FindingTally.objects.order_by("pk").values_list("kind", flat=True)
    assert list(written) == ["card", "password"]


def test_words_without_a_finding_count_nothing(cast):
    say(cast.mia, "How much are 12 roses?")
    assert counts() == {}


def test_every_day_counts_for_itself(cast):
    say(cast.mia, CARD)
    yesterday = timezone.localdate() - timedelta(days=1)
    FindingTally.objects.update(day=yesterday)
    say(cast.mia, CARD)
    assert sorted(FindingTally.objects.values_list("day", "count")) == [
        (yesterday, 1),
        (timezone.localdate(), 1),
    ]
