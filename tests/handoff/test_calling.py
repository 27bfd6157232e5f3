"""The agent dials, the customer picks up, the outcome is reported, the conversation ends."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chatcore.conversations import services as conversations
from chatcore.errors import (
    CallbackOpen,
    ConversationClosed,
    Forbidden,
    IllegalStep,
    NoCallback,
    NotAssigned,
)
from chatcore.handoff import queries, services
from chatcore.handoff.models import Callback
from chatcore.protocol.commands import Outcome
from tests.cast import CARD, PHONE_E164, answered, kinds_of, say, waiting
from tests.handoff.calls import answer, cancel, close, dial, report, request, steps_of

TALKED, NO_ANSWER, BUSY, WRONG_NUMBER = Outcome


def test_a_call_goes_step_by_step(promised, cast):
    dial(promised, cast.ann)
    answer(promised, cast.ann)
    report(promised, cast.ann, TALKED)
    assert steps_of(promised) == ["offered", "confirmed", "dialing", "talking", "ended talked"]
    callback = Callback.objects.get()
    assert (callback.state, callback.ending) == ("ended", "talked")
    assert callback.ended_at is not None


@pytest.mark.parametrize(
    ("outcome", "implied"),
    [
        (TALKED, ["dialing", "talking", "ended talked"]),
        (NO_ANSWER, ["dialing", "ended no_answer"]),
        (BUSY, ["dialing", "ended busy"]),
        (WRONG_NUMBER, ["dialing", "ended wrong_number"]),
    ],
)
def test_an_outcome_alone_records_the_steps_it_implies(promised, cast, outcome, implied):
    report(promised, cast.ann, outcome)
    assert steps_of(promised) == ["offered", "confirmed", *implied]


def test_every_step_is_by_the_agent_who_took_it(promised, cast):
    dial(promised, cast.ann)
    event = report(promised, cast.ann, TALKED).event
    assert event.author_id == cast.ann.public_id
    assert promised.events.filter(author_id=cast.ann.public_id, kind="callback").count() == 3


def test_a_step_sent_again_is_taken_once(promised, cast):
    client_id = uuid4()
    first = services.dial(promised, agent=cast.ann, client_id=client_id)
    again = services.dial(promised, agent=cast.ann, client_id=client_id)
    assert again.repeated
    assert again.event == first.event
    report_id = uuid4()
    services.report(promised, agent=cast.ann, outcome=TALKED, client_id=report_id)
    assert services.report(promised, agent=cast.ann, outcome=TALKED, client_id=report_id).repeated
    assert len(steps_of(promised)) == 5


def test_steps_out_of_order_are_refused_and_change_nothing(promised, cast):
    with pytest.raises(IllegalStep):
        answer(promised, cast.ann)
    dial(promised, cast.ann)
    with pytest.raises(IllegalStep):
        dial(promised, cast.ann)
    answer(promised, cast.ann)
    for outcome in (NO_ANSWER, BUSY):
        with pytest.raises(IllegalStep):
            report(promised, cast.ann, outcome)
    assert steps_of(promised) == ["offered", "confirmed", "dialing", "talking"]
    promised.refresh_from_db()
    assert promised.head == promised.events.count()


def test_an_offer_is_nothing_to_dial(cast):
    conversation = answered(cast.mia, cast.ann)
    say(cast.mia, CARD)
    with pytest.raises(IllegalStep):
        dial(conversation, cast.ann)
    with pytest.raises(IllegalStep):
        report(conversation, cast.ann, TALKED)


def test_without_a_call_there_is_nothing_to_do(cast):
    conversation = answered(cast.mia, cast.ann)
    for act in (dial, answer):
        with pytest.raises(NoCallback):
            act(conversation, cast.ann)
    with pytest.raises(NoCallback):
        report(conversation, cast.ann, TALKED)


def test_only_the_assigned_agent_calls(promised, cast):
    for colleague in (cast.ben, cast.sven):
        for act in (dial, answer):
            with pytest.raises(NotAssigned):
                act(promised, colleague)
        with pytest.raises(NotAssigned):
            report(promised, colleague, TALKED)
    assert steps_of(promised) == ["offered", "confirmed"]


def test_nobody_calls_in_a_conversation_that_waits(cast):
    conversation = waiting(cast.mia)
    request(cast.mia)
    with pytest.raises(NotAssigned):
        dial(conversation, cast.ann)


# Close


def test_a_conversation_without_a_call_is_closed(cast):
    conversation = answered(cast.mia, cast.ann)
    close(conversation, cast.ann)
    conversation.refresh_from_db()
    assert conversation.state == "closed"


def test_an_offer_nobody_took_up_ends_with_the_conversation(cast):
    conversation = answered(cast.mia, cast.ann)
    say(cast.mia, CARD)
    close(conversation, cast.ann)
    assert kinds_of(conversation)[-2:] == ["callback", "closed"]
    assert Callback.objects.get().ending == "declined"


def test_a_promised_call_keeps_it_open_until_its_outcome_is_reported(promised, cast):
    for act in (dial, answer):
        with pytest.raises(CallbackOpen):
            close(promised, cast.ann)
        act(promised, cast.ann)
    with pytest.raises(CallbackOpen):
        close(promised, cast.ann)
    report(promised, cast.ann, TALKED)
    close(promised, cast.ann)
    assert kinds_of(promised)[-1] == "closed"


def test_a_colleague_closes_nothing_and_ends_no_offer(cast):
    conversation = answered(cast.mia, cast.ann)
    say(cast.mia, CARD)
    with pytest.raises(NotAssigned):
        close(conversation, cast.ben)
    assert Callback.objects.get().state == "offered"


def test_closing_sent_again_is_harmless(cast):
    conversation, client_id = answered(cast.mia, cast.ann), uuid4()
    services.close(conversation, agent=cast.ann, client_id=client_id)
    assert services.close(conversation, agent=cast.ann, client_id=client_id).repeated
    assert kinds_of(conversation).count("closed") == 1


# The number


def number(agent, conversation) -> str:
    return queries.number_for(agent, conversation.public_id)


def test_the_assigned_agent_gets_the_number_until_the_call_has_ended(promised, cast):
    assert number(cast.ann, promised) == PHONE_E164
    dial(promised, cast.ann)
    assert number(cast.ann, promised) == PHONE_E164
    report(promised, cast.ann, NO_ANSWER)
    with pytest.raises(NoCallback):
        number(cast.ann, promised)


def test_nobody_else_gets_the_number(promised, cast):
    for colleague in (cast.ben, cast.sven):
        with pytest.raises(NotAssigned):
            number(colleague, promised)
    with pytest.raises(Forbidden) as caught:
        number(cast.otto, promised)
    assert type(caught.value) is Forbidden


def test_an_agent_who_gave_it_back_no_longer_gets_the_number(promised, cast):
    conversations.release(promised, agent=cast.ann, client_id=uuid4())
    with pytest.raises(NotAssigned):
        number(cast.ann, promised)


def test_there_is_no_number_before_one_was_given_nor_after_the_end(cast):
    conversation = answered(cast.mia, cast.ann)
    say(cast.mia, CARD)
    with pytest.raises(NoCallback):
        number(cast.ann, conversation)
    cancel(cast.mia)
    close(conversation, cast.ann)
    with pytest.raises(ConversationClosed):
        number(cast.ann, conversation)
