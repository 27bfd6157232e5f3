from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry

from chatcore.conversations.models import Site
from tests.cast import CARD, CARD_DIGITS

FORM = {
    "key": "florist",
    "name": "Thistle & Wren",
    "allowed_origins": "https://Shop.example/\nhttps://www.shop.example:8443\n",
    "phone_number": "+44 20 7946 0123",
    "time_zone": "Europe/London",
    "locale": "en",
}


def change_page(site: Site) -> str:
    return f"/admin/conversations/site/{site.pk}/change/"


def save(client, site: Site, **changes):
    return client.post(change_page(site), {**FORM, **changes})


def test_the_page_shows_the_very_tag_a_merchant_pastes(sven, cast):
    page = sven.get(change_page(cast.florist)).content.decode()
    assert "&lt;script async src=&quot;http://testserver/widget.js&quot;" in page
    assert "data-site=&quot;florist&quot;" in page


def test_saving_goes_through_the_service_and_normalises(sven, cast):
    assert save(sven, cast.florist).status_code == 302
    cast.florist.refresh_from_db()
    assert cast.florist.name == "Thistle & Wren"
    assert cast.florist.allowed_origins == [
        "https://shop.example",
        "https://www.shop.example:8443",
    ]
    assert cast.florist.phone_number == "+442079460123"


def test_the_shops_own_number_formats_are_kept_a_line_each_and_shown_again(sven, cast):
    written = " ORD-####-#### \n\nINV-*\nORD-####-####\n"
    assert save(sven, cast.florist, allow_patterns=written).status_code == 302
    cast.florist.refresh_from_db()
    assert cast.florist.allow_patterns == ["ORD-####-####", "INV-*"]
    assert "ORD-####-####\nINV-*" in sven.get(change_page(cast.florist)).content.decode()
    save(sven, cast.florist)
    cast.florist.refresh_from_db()
    assert cast.florist.allow_patterns == []


def test_a_card_number_in_the_name_is_masked_and_in_no_admin_log(sven, cast):
    save(sven, cast.florist, name=f"Shop {CARD}")
    cast.florist.refresh_from_db()
    assert cast.florist.name == "Shop ••••"
    entries = " ".join(
        f"{entry.object_repr} {entry.change_message}" for entry in LogEntry.objects.all()
    )
    assert entries, "the premise: the change was logged"
    assert CARD not in entries
    assert CARD_DIGITS not in entries


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("allowed_origins", "https://shop.example/path", "Write an origin"),
        ("allowed_origins", "*", "Write an origin"),
        ("allowed_origins", "https://shop.example; script-src *", "Write an origin"),
        ("allow_patterns", "ORD-####\n***", "Write a number format"),
        ("allow_patterns", "##", "Write a number format"),
        ("allow_patterns", "\n".join(f"ORD-{n}-####" for n in range(51)), "Write a number format"),
        ("allow_patterns", CARD, "card number"),
        ("allow_patterns", "3782\n822463\n10005", "card number"),
        ("phone_number", "12", "phone number"),
        ("phone_number", CARD, "card number"),
        ("time_zone", "Mars/Olympus", "valid choice"),
        ("name", "x" * 101, "at most 100"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field(sven, cast, field, value, words):
    before = Site.objects.values().get(pk=cast.florist.pk)
    page = save(sven, cast.florist, **{field: value})
    assert page.status_code == 200
    assert words in page.content.decode()
    assert Site.objects.values().get(pk=cast.florist.pk) == before


def test_a_key_that_another_site_has_is_refused(sven, cast):
    page = save(sven, cast.florist, key="bakery")
    assert page.status_code == 200
    assert "already exists" in page.content.decode()


def test_a_supervisor_sees_and_changes_no_other_shop(sven, cast):
    assert Site.objects.filter(key="bakery").exists()
    listed = sven.get("/admin/conversations/site/").content.decode()
    assert "florist" in listed
    assert "bakery" not in listed
    assert sven.get(change_page(cast.bakery)).status_code == 302
    save(sven, cast.bakery, key="bakery", name="Taken over")
    cast.bakery.refresh_from_db()
    assert cast.bakery.name == "Bakery"


def test_a_site_can_be_added_by_the_owner(admin_client, cast):
    answer = admin_client.post("/admin/conversations/site/add/", {**FORM, "key": "second"})
    assert answer.status_code == 302
    assert Site.objects.get(key="second").phone_number == "+442079460123"


def test_a_site_is_never_deleted(admin_client, cast):
    assert (
        admin_client.post(f"/admin/conversations/site/{cast.florist.pk}/delete/").status_code == 403
    )


def test_an_agent_without_supervision_cannot_open_the_admin(client, cast):
    client.force_login(cast.ann.user)
    assert client.get("/admin/conversations/site/").status_code == 302
