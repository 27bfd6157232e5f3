"""The page with the guard's counts: read only, each supervisor their own sites."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chatcore.conversations.models import FindingTally
from chatcore.routing import intake
from tests import cast as people
from tests.cast import CARD

LIST = "/admin/conversations/findingtally/"


@pytest.fixture
def tally(cast) -> FindingTally:
    """One row of the florist's and two of the bakery's, of other kinds."""
    people.say(cast.mia, CARD)
    hugo = people.make_visitor(cast.bakery)
    people.say(hugo, "password: hunter22")
    intake.say(hugo, text="078-05-1120", client_id=uuid4(), vouched=True)
    return FindingTally.objects.get(site=cast.florist)


def test_a_supervisor_sees_how_often_what_was_found(sven, tally):
    page = sven.get(LIST).content.decode()
    for name, shown in (("kind", "card"), ("rule", "visa"), ("outcome", "masked"), ("count", "1")):
        assert f'<td class="field-{name}">{shown}</td>' in page, name
    assert "4242" not in page


def test_a_supervisor_sees_no_other_shops_counts(sven, client, cast, tally):
    assert FindingTally.objects.filter(site=cast.bakery).count() == 2, "the premise"
    page = sven.get(LIST).content.decode()
    assert page.count('<td class="field-kind">') == 1
    assert "bakery" not in page
    theirs = FindingTally.objects.filter(site=cast.bakery)[0]
    assert sven.get(f"{LIST}{theirs.pk}/change/").status_code == 302


def test_a_colleague_of_that_shop_sees_theirs(client, cast, tally):
    boss = people.make_agent("olga", cast.bakery, role="supervisor")
    client.force_login(boss.user)
    page = client.get(LIST).content.decode()
    assert page.count('<td class="field-kind">') == 2
    assert "florist" not in page
    assert '<td class="field-outcome">sent as it was' in page


def test_counts_cannot_be_added_changed_or_deleted(admin_client, tally):
    assert admin_client.get(f"{LIST}{tally.pk}/change/").status_code == 200, "the control"
    assert admin_client.get(f"{LIST}add/").status_code == 403
    assert admin_client.post(f"{LIST}{tally.pk}/change/", {"count": "9"}).status_code == 403
    assert admin_client.post(f"{LIST}{tally.pk}/delete/", {"post": "yes"}).status_code == 403
    tally.refresh_from_db()
    assert tally.count == 1


def test_an_agent_without_supervision_sees_no_counts(client, cast, tally):
    client.force_login(cast.ann.user)
    assert client.get(LIST).status_code == 302
