"""Signing in has a limit on tries, for the console and the admin alike."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from chatcore.conversations import sign_in
from tests.cast import CARD

RIGHT, WRONG = "a-right-password", "a-wrong-password"


@pytest.fixture
def ann(cast):
    """Ann, with a password."""
    cast.ann.user.set_password(RIGHT)
    cast.ann.user.save()
    return cast.ann.user


@pytest.fixture(autouse=True)
def _few_tries(monkeypatch):
    """Hashing takes longer than most tests."""
    monkeypatch.setattr(sign_in, "TRIES_MAX", 3)


def fail(client, username="ann", times=3):
    for _ in range(times):
        assert not client.login(username=username, password=WRONG)


def test_a_few_wrong_tries_do_no_harm(client, ann):
    fail(client, times=2)
    assert client.login(username="ann", password=RIGHT)
    fail(client, times=2)
    assert client.login(username="ann", password=RIGHT), "a success begins the count anew"


def test_too_many_wrong_tries_let_the_name_rest(client, ann):
    fail(client)
    assert not client.login(username="ann", password=RIGHT)
    cache.clear()
    assert client.login(username="ann", password=RIGHT), "the rest has an end"


def test_the_admin_and_the_console_count_together(client, ann):
    form = {"username": "ann", "password": WRONG}
    for page in ("/console/login/", "/admin/login/", "/console/login/"):
        assert client.post(page, form).status_code == 200
    answer = client.post("/console/login/", {**form, "password": RIGHT})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_another_name_is_not_concerned(client, ann, cast):
    cast.ben.user.set_password(RIGHT)
    cast.ben.user.save()
    fail(client)
    assert client.login(username="ben", password=RIGHT)


def test_the_cache_holds_no_word_of_what_was_typed(client, ann):
    fail(client, username="mia@shop.example")
    kept = f"{cache._cache.keys()} {cache._cache.values()}"
    assert "sign-in-" in kept, "the premise: it was counted"
    assert "mia" not in kept


def test_a_card_number_as_a_name_is_refused_before_the_database_is_asked(
    client, ann, django_assert_num_queries
):
    with django_assert_num_queries(0):
        fail(client, username=CARD, times=1)
