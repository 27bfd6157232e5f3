"""Signing in with a name, and with a card number in its place."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from tests.cast import CARD_DIGITS

PASSWORD = "a-long-enough-pass"


def test_a_user_signs_in_by_name_and_password(db):
    user = User.objects.create_user("ann", password=PASSWORD)
    assert authenticate(username="ann", password=PASSWORD) == user


def test_a_wrong_password_and_an_unknown_name_are_refused(db):
    User.objects.create_user("ann", password=PASSWORD)
    assert authenticate(username="ann", password="wrong") is None
    assert authenticate(username="nobody", password=PASSWORD) is None


def test_a_card_number_never_reaches_the_database(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert authenticate(username=CARD_DIGITS, password=PASSWORD) is None
