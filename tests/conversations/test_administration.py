"""What a supervisor sets up: sites with exact origins, and the people who answer."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from hypothesis import given
from hypothesis import strategies as st

from chatcore import guard
from chatcore.conversations import administration
from chatcore.conversations.administration import Shop
from chatcore.conversations.models import Agent, Role, Site
from chatcore.errors import (
    InvalidAllowPattern,
    InvalidOrigin,
    InvalidPhoneNumber,
    SensitiveInput,
)
from tests.cast import CARD, PHONE

GOOD = {
    "key": "garden",
    "name": "Garden",
    "allowed_origins": ["https://shop.example"],
    "phone_number": PHONE,
}


def set_up(**changes: object) -> Site:
    return administration.set_up_site(Site(), Shop(**{**GOOD, **changes}))


# Sites


def test_a_site_is_saved_in_normal_form(db):
    set_up(allowed_origins=["HTTPS://Shop.Example/", " ", "https://shop.example"])
    site = Site.objects.get(key="garden")
    assert site.allowed_origins == ["https://shop.example"]
    assert site.phone_number == "+442079460018"
    assert (site.time_zone, site.locale) == ("UTC", "en")


def test_a_card_number_in_a_name_is_masked(db):
    assert set_up(name=f"Shop {CARD}").name == "Shop ••••"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"allowed_origins": ["*"]}, InvalidOrigin),
        ({"phone_number": "12"}, InvalidPhoneNumber),
        ({"phone_number": "020 7946 0018"}, InvalidPhoneNumber),
        ({"phone_number": CARD}, SensitiveInput),
    ],
)
def test_a_wrong_value_saves_nothing(db, changes, refusal):
    with pytest.raises(refusal):
        set_up(**changes)
    assert not Site.objects.filter(key="garden").exists()


# Origins


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://shop.example", "https://shop.example"),
        ("  https://shop.example/  ", "https://shop.example"),
        ("HTTPS://WWW.Shop.Example", "https://www.shop.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("http://shop.example:80/", "http://shop.example"),
        ("http://shop.example:443", "http://shop.example:443"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(written, origin):
    assert administration.origins([written]) == [origin]


@pytest.mark.parametrize(
    "written",
    [
        "*", "https://*.shop.example", "https://*", "null", "shop.example", "//shop.example",
        "https://", "https:///", "https://shop.example/path", "https://shop.example//",
        "https://shop.example?x", "https://shop.example#x", "https://shop.example:",
        "https://shop.example:0", "https://shop.example:99999", "https://shop.example:x",
        "https://user@shop.example", "https://user:pass@shop.example", "https://shop.example@evil",
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "wss://shop.example",
        "about:blank", "https:shop.example", "https://shop.example; script-src *",
        "https://shop.example;", "https://shop.example,https://evil.example",
        "https://shop.example https://evil.example", "https://shop.example\r\nX: y",
        "https://shop example", "https://shop.example'", "https://'none'", "'self'",
        "https://[::1", "https://[::1]evil", "https://bücher.example", "https://shop.example\\evil",
        "https://shop_1.example%00", "https://１２７.0.0.1",
    ],
)  # fmt: skip
def test_what_is_no_origin_is_refused(written):
    with pytest.raises(InvalidOrigin):
        administration.origins([written])


@given(written=st.text(max_size=40) | st.from_regex(r"https?://[^ ]{1,20}", fullmatch=True))
def test_whatever_passes_can_stand_in_a_content_policy(written):
    try:
        origins = administration.origins([written])
    except InvalidOrigin:
        return
    for origin in origins:
        assert origin.startswith(("https://", "http://"))
        assert not set(origin) & set(" ;,'\"*\t\r\n\\@?#")
        assert administration.origins([origin]) == [origin]


def test_there_are_not_endlessly_many():
    many = [f"https://shop{number}.example" for number in range(administration.ORIGINS_MAX + 1)]
    assert len(administration.origins(many[1:])) == administration.ORIGINS_MAX
    with pytest.raises(InvalidOrigin):
        administration.origins(many)


# A shop's own number formats


def test_formats_are_kept_in_order_without_blanks_and_repeats():
    written = [" ORD-#### ", "", "INV-*", "ORD-####"]
    assert administration.patterns(written) == ["ORD-####", "INV-*"]
    assert administration.patterns([]) == []


@pytest.mark.parametrize("written", ["*", "##", "A*B*C*", "ORD-" + "#" * 61, "ORD-•••"])
def test_what_is_no_format_is_refused(written):
    with pytest.raises(InvalidAllowPattern):
        administration.patterns(["ORD-####", written])


def test_there_are_not_endlessly_many_formats():
    many = [f"ORD-{number}-#" for number in range(guard.MOST_PATTERNS + 1)]
    assert len(administration.patterns(many[1:])) == guard.MOST_PATTERNS
    with pytest.raises(InvalidAllowPattern):
        administration.patterns(many)


@pytest.mark.parametrize("written", [[CARD], ["3782", "822463", "10005"], [f"ref {CARD}"]])
def test_a_card_number_is_no_format(written):
    with pytest.raises(SensitiveInput):
        administration.patterns(written)


# Agents


def employ(agent: Agent, cast, *, role: Role) -> User:
    administration.set_up_agent(agent, user=agent.user, name="Ann", role=role, sites=[cast.florist])
    return User.objects.get(pk=agent.user_id)


def test_an_agent_answers_for_exactly_the_sites_given(cast):
    administration.set_up_agent(
        cast.ann, user=cast.ann.user, name="Ann", role=Role.AGENT, sites=[cast.bakery]
    )
    assert list(cast.ann.sites.all()) == [cast.bakery]


def test_a_supervisor_may_open_the_admin_and_see_but_not_write_transcripts(cast):
    user = User.objects.get(pk=cast.sven.user_id)
    assert user.is_staff
    assert user.has_perm("conversations.view_conversation")
    assert user.has_perm("conversations.change_site")
    assert user.has_perm("handoff.view_callback")
    for forbidden in ("change_conversation", "change_agent", "add_agent", "delete_event"):
        assert not user.has_perm(f"conversations.{forbidden}")
    assert not user.has_perm("auth.change_user")
    assert not user.is_superuser


def test_an_agent_may_not_open_the_admin(cast):
    assert not User.objects.get(pk=cast.ann.user_id).is_staff


def test_rights_come_and_go_with_the_role(cast):
    assert employ(cast.ann, cast, role=Role.SUPERVISOR).is_staff
    demoted = employ(cast.ann, cast, role=Role.AGENT)
    assert not demoted.is_staff
    assert demoted.get_all_permissions() == set()
    assert Group.objects.count() == 1


def test_a_superuser_who_is_demoted_stays_staff(cast):
    User.objects.filter(pk=cast.sven.user_id).update(is_superuser=True)
    cast.sven.refresh_from_db()
    assert employ(cast.sven, cast, role=Role.AGENT).is_staff
