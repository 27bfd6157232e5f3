"""Names that must be kept as written: a card number in one is refused beside its field."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User

from chatcore.conversations import administration
from chatcore.conversations.administration import Shop
from chatcore.conversations.models import Site
from chatcore.errors import InvalidOrigin, SensitiveInput
from tests.cast import CARD, CARD_DIGITS, PHONE_E164

REFUSED = "Please do not enter a card number here."


@pytest.fixture
def root(client, db):
    client.force_login(User.objects.create_superuser("root"))
    return client


def new_user(username):
    password = "a-long-enough-pass"
    return {"username": username, "usable_password": "true", "password1": password,
            "password2": password}  # fmt: skip


def test_a_user_and_a_group_are_saved(root):
    assert root.post("/admin/auth/user/add/", new_user("mia.florist")).status_code == 302
    assert root.post("/admin/auth/group/add/", {"name": "Night shift"}).status_code == 302
    assert User.objects.filter(username="mia.florist").exists()
    assert Group.objects.filter(name="Night shift").exists()


@pytest.mark.parametrize("number", [CARD_DIGITS, CARD.replace(" ", "-")])
def test_a_number_as_a_new_users_name_is_refused(root, number):
    answer = root.post("/admin/auth/user/add/", new_user(number))
    assert REFUSED in answer.content.decode()
    assert not User.objects.filter(username=number).exists()


@pytest.mark.parametrize("field", ["first_name", "last_name"])
def test_a_number_in_a_users_other_names_is_refused(root, field):
    user = User.objects.create_user("ben")
    fields = {"username": "ben", "is_active": "on", "date_joined_0": "2026-11-23",
              "date_joined_1": "10:00:00", field: CARD}  # fmt: skip
    answer = root.post(f"/admin/auth/user/{user.pk}/change/", fields)
    assert REFUSED in answer.content.decode()
    user.refresh_from_db()
    assert (user.first_name, user.last_name) == ("", "")


def test_a_number_as_a_groups_name_is_refused(root):
    answer = root.post("/admin/auth/group/add/", {"name": CARD})
    assert REFUSED in answer.content.decode()
    assert not Group.objects.filter(name=CARD).exists()


def site(**changed):
    fields = {"key": "shop", "name": "Shop", "allowed_origins": [], "phone_number": PHONE_E164}
    return administration.set_up_site(Site(), Shop(**(fields | changed)))


def test_a_number_as_a_shops_key_is_refused(db):
    with pytest.raises(SensitiveInput):
        site(key=CARD_DIGITS)


def test_a_number_in_an_origin_is_refused(db):
    with pytest.raises(SensitiveInput):
        site(allowed_origins=[f"https://{CARD_DIGITS}.example"])
    with pytest.raises(InvalidOrigin):
        site(allowed_origins=["ftp://shop.example"])


def test_a_number_as_a_shops_key_is_refused_beside_its_field(root):
    fields = {"key": CARD_DIGITS, "name": "Shop", "allowed_origins": "https://shop.example",
              "phone_number": PHONE_E164, "time_zone": "UTC", "locale": "en"}  # fmt: skip
    answer = root.post("/admin/conversations/site/add/", fields)
    assert REFUSED in answer.content.decode()
    assert not Site.objects.exists()
