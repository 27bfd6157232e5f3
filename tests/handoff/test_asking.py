"""A customer is offered a call, asks for it, or no longer wants it."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from chatcore.conversations.models import Conversation, Event
from chatcore.errors import (
    CallbackOpen,
    IllegalStep,
    InvalidPhoneNumber,
    NoCallback,
    NoConversation,
    SensitiveInput,
)
from chatcore.handoff import services
from chatcore.handoff.models import Callback
from tests.cast import CARD, PHONE, PHONE_E164, PHONE_TRACES, answered, kinds_of, page, say, waiting
from tests.handoff.calls import cancel, close, dial, hold_back, request, steps_of
from tests.threads import at_once

# Offer


def test_held_back_payment_data_offers_a_call_in_the_open_conversation(cast):
    conversation = waiting(cast.mia)
    event = hold_back(cast.mia).event
    assert steps_of(conversation) == ["offered"]
    assert event.author_id == cast.mia.public_id
    assert event.typed_body.number_hint == ""


def test_holding_back_twice_offers_once(cast):
    conversation = waiting(cast.mia)
    first, second = hold_back(cast.mia), hold_back(cast.mia)
    assert (first.repeated, second.repeated) == (False, True)
    assert second.event == first.event
    assert steps_of(conversation) == ["offered"]


def test_nothing_is_offered_to_somebody_who_has_not_written(cast):
    with pytest.raises(NoConversation):
        hold_back(cast.mia)
    assert not Conversation.objects.exists()


def test_an_offer_sent_again_after_it_was_declined_is_not_made_anew(cast):
    conversation, client_id = waiting(cast.mia), uuid4()
    services.report_held(cast.mia, client_id=client_id)
    cancel(cast.mia)
    assert services.report_held(cast.mia, client_id=client_id).repeated
    assert steps_of(conversation) == ["offered", "ended declined"]


# Request


def test_a_customer_asks_to_be_called(cast):
    conversation = answered(cast.mia, cast.ann)
    event = request(cast.mia).event
    callback = Callback.objects.get()
    assert (callback.state, callback.number) == ("confirmed", PHONE_E164)
    assert callback.confirmed_at is not None
    assert steps_of(conversation) == ["offered", "confirmed"]
    assert event.typed_body.number_hint == "+44 … 18"
    assert event.author_id == cast.mia.public_id


def test_an_offer_is_taken_up(cast):
    conversation = say(cast.mia, CARD).conversation
    request(cast.mia)
    assert Callback.objects.get().state == "confirmed"
    assert steps_of(conversation) == ["offered", "confirmed"]


def test_asking_for_a_call_first_opens_a_conversation_on_its_page(cast):
    services.request(cast.mia, phone=PHONE, client_id=uuid4(), page=page("checkout"))
    conversation = Conversation.objects.get()
    assert kinds_of(conversation) == ["opened", "callback", "callback"]
    assert conversation.page_title == "Checkout"


def test_a_number_without_country_is_of_the_shops_country(cast):
    request(cast.mia, "020 7946 0018")
    assert Callback.objects.get().number == PHONE_E164


def test_the_number_is_in_the_callbacks_table_and_nowhere_else(cast):
    conversation = answered(cast.mia, cast.ann)
    request(cast.mia)
    dial(conversation, cast.ann)
    rows = str(list(Event.objects.values()) + list(Conversation.objects.values()))
    assert "+44 … 18" in rows, "the control: the hint is there"
    for digits in PHONE_TRACES:
        assert digits not in rows


@pytest.mark.parametrize(
    ("phone", "refusal"),
    [("12", InvalidPhoneNumber), ("call me", InvalidPhoneNumber), (CARD, SensitiveInput)],
    ids=["short", "words", "card"],
)
def test_a_number_that_cannot_be_called_changes_nothing(cast, phone, refusal):
    with pytest.raises(refusal) as caught:
        request(cast.mia, phone)
    assert caught.value.args == ()
    assert not Conversation.objects.exists()
    assert not Callback.objects.exists()


def test_a_second_request_while_one_is_due_is_refused(promised, cast):
    with pytest.raises(IllegalStep):
        request(cast.mia, "+44 20 7946 0099")
    assert Callback.objects.get().number == PHONE_E164


def test_a_request_sent_again_is_one_call_also_after_the_end(cast):
    conversation, client_id = answered(cast.mia, cast.ann), uuid4()
    ask = partial(services.request, cast.mia, phone=PHONE, client_id=client_id)
    first = ask()
    assert ask().event == first.event
    cancel(cast.mia)
    close(conversation, cast.ann)
    assert ask().repeated
    assert Callback.objects.count() == 1
    assert Conversation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_ask_at_once_get_one_call(cast):
    outcomes = at_once(partial(request, cast.mia), partial(request, cast.mia))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["IllegalStep", "Recorded"]
    assert Callback.objects.count() == 1
    assert steps_of(Conversation.objects.get()) == ["offered", "confirmed"]


# Cancel


def test_an_offer_is_declined(cast):
    conversation = say(cast.mia, CARD).conversation
    cancel(cast.mia)
    assert steps_of(conversation) == ["offered", "ended declined"]
    assert Callback.objects.get().ended_at is not None


def test_a_request_is_canceled_and_another_may_follow(promised, cast):
    cancel(cast.mia)
    request(cast.mia)
    assert steps_of(promised) == ["offered", "confirmed", "ended canceled", "offered", "confirmed"]
    assert Callback.objects.count() == 2


def test_once_the_agent_dials_it_is_too_late(promised, cast):
    dial(promised, cast.ann)
    with pytest.raises(IllegalStep):
        cancel(cast.mia)
    assert Callback.objects.get().state == "dialing"


def test_there_must_be_a_call_to_cancel(cast):
    with pytest.raises(NoConversation):
        cancel(cast.mia)
    waiting(cast.mia)
    with pytest.raises(NoCallback):
        cancel(cast.mia)


def test_another_customer_cancels_nothing_of_mias(promised, cast):
    waiting(cast.noah)
    with pytest.raises(NoCallback):
        cancel(cast.noah)
    assert Callback.objects.get().state == "confirmed"


def test_a_cancellation_sent_again_after_the_end_is_the_first_one(promised, cast):
    client_id = uuid4()
    first = services.cancel(cast.mia, client_id=client_id)
    close(promised, cast.ann)
    again = services.cancel(cast.mia, client_id=client_id)
    assert again.repeated
    assert again.event == first.event


# What the database refuses


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "ended"},
        {"state": "ended", "ended_at": timezone.now()},
        {"state": "ended", "ending": "talked"},
        {"ending": "talked"},
        {"ended_at": timezone.now()},
        {"number": ""},
    ],
)
def test_a_callback_that_makes_no_sense_is_refused_by_the_database(promised, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Callback.objects.update(**changes)


def test_a_conversation_has_one_open_callback_in_the_database(promised):
    with pytest.raises(IntegrityError), transaction.atomic():
        Callback.objects.create(conversation=promised, state="offered")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(5))
def test_no_call_is_promised_in_a_conversation_that_is_just_being_closed(cast, turn):
    ending = answered(cast.mia, cast.ann)
    asked, closed = at_once(
        partial(services.request, cast.mia, phone=PHONE, client_id=uuid4()),
        partial(services.close, ending, agent=cast.ann, client_id=uuid4()),
    )
    promised = Callback.objects.exclude(state="ended").get()
    assert promised.conversation.state != "closed"
    assert not isinstance(asked, Exception)
    # Either the call came first and forbids the end, or it opened another conversation.
    assert isinstance(closed, CallbackOpen) == (promised.conversation_id == ending.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(5))
def test_words_said_while_it_is_being_closed_open_another(cast, turn):
    ending = answered(cast.mia, cast.ann)
    said, closed = at_once(
        partial(say, cast.mia, "One more thing"),
        partial(services.close, ending, agent=cast.ann, client_id=uuid4()),
    )
    assert not isinstance(said, Exception)
    assert not isinstance(closed, Exception)
