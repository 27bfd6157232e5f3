"""The door as columns: raw words cannot be stored, whichever way they come."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from chatcore.conversations import identity, kinds
from chatcore.conversations.fields import EventBodyField, SafeTextField
from chatcore.conversations.kinds import UnguardedText
from chatcore.conversations.models import Conversation, Event, Site, Visitor
from chatcore.guard import SafeText
from chatcore.handoff import services as handoff
from tests.cast import CARD, PHONE, PHONE_E164, safe, say, waiting

ROOT = Path(__file__).resolve().parents[2]
RAW = f"my card is {CARD}"


def test_guarded_text_is_stored_and_comes_back_guarded(cast):
    cast.mia.name = safe(RAW)
    cast.mia.save()
    name = Visitor.objects.get(pk=cast.mia.pk).name
    assert isinstance(name, SafeText)
    assert name == "my card is ••••"


def test_the_empty_text_needs_no_guard(cast):
    cast.mia.name = ""
    cast.mia.save()
    assert Visitor.objects.get(pk=cast.mia.pk).name == ""


def test_a_plain_text_is_refused_by_every_way_of_writing(cast):
    visitor = Visitor(site=cast.florist, token_hash="h", name=RAW)
    cast.mia.name = RAW
    for write in (
        cast.mia.save,
        visitor.save,
        lambda: Visitor.objects.bulk_create([visitor]),
        lambda: Visitor.objects.bulk_update([cast.mia], ["name"]),
        lambda: Visitor.objects.update(name=RAW),
        lambda: Visitor.objects.filter(pk=cast.mia.pk).update(name=RAW),
    ):
        with pytest.raises(UnguardedText), transaction.atomic():
            write()
    assert set(Visitor.objects.values_list("name", flat=True)) == {""}


@pytest.mark.parametrize("cut", [lambda text: text + "", lambda text: text[:3], str, "{}".format])
def test_a_text_made_of_guarded_text_must_pass_the_guard_anew(cast, cut):
    cast.mia.name = cut(safe("Mia from next door"))
    with pytest.raises(UnguardedText):
        cast.mia.save()


def test_the_error_names_the_column_and_not_the_text(cast):
    cast.mia.name = RAW
    with pytest.raises(UnguardedText) as caught:
        cast.mia.save()
    assert str(caught.value) == "name"


# Event bodies


def insert(conversation: Conversation, body: object) -> Event:
    return Event.objects.create(
        conversation=conversation, seq=99, kind="message", audience="everyone",
        author_kind="system", body=body, at=timezone.now(),
    )  # fmt: skip


def test_a_typed_body_is_stored_as_json(cast):
    event = insert(waiting(cast.mia), kinds.MessagePosted(text=safe(RAW)))
    event.refresh_from_db()
    assert event.body == '{"text":"my card is ••••","masked":[],"vouched":[]}'
    assert event.typed_body == kinds.MessagePosted(text=safe(RAW))


@pytest.mark.parametrize(
    "body",
    [RAW, f'{{"text":"{RAW}"}}', {"text": RAW}, "", None, safe("Hi")],
    ids=["text", "json", "dict", "empty", "nothing", "guarded"],
)
def test_a_body_that_is_no_typed_body_is_refused(cast, body):
    conversation = waiting(cast.mia)
    with pytest.raises(UnguardedText, match=r"^body$"), transaction.atomic():
        insert(conversation, body)
    assert conversation.events.count() == 2


def test_a_row_of_the_log_is_not_written_again(cast):
    conversation = waiting(cast.mia)
    event = conversation.events.first()
    with pytest.raises(UnguardedText):
        event.save()


def test_a_body_takes_guarded_text_in_every_field():
    for kind in kinds.KINDS.values():
        for name, hint in kinds.fields_of(kind).items():
            if hint is SafeText:
                good = dict.fromkeys(kinds.fields_of(kind), safe(""))
                with pytest.raises(UnguardedText, match=name):
                    kind(**{**good, name: RAW})


# Every column of ours

NOT_WRITTEN_BY_PEOPLE = {
    "conversations.Site.key": "a slug, chosen by a supervisor, shown in the script tag",
    "conversations.Site.allowed_origins": "origins in normal form",
    "conversations.Site.phone_number": "E.164; the parser refuses card numbers",
    "conversations.Site.allow_patterns": "formats, checked; no card number passes the check",
    "conversations.Site.time_zone": "a name from the time zone database",
    "conversations.Site.locale": "a language code",
    "conversations.FindingTally.rule": "the name of one of the guard's own rules",
    "conversations.Visitor.token_hash": "a hash of our own random token",
    "conversations.Ticket.token_hash": "a hash of our own random token",
    "handoff.Callback.number": "E.164; the parser refuses card numbers",
}


def our_text_columns() -> dict[str, models.Field]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("chatcore.")]
    texts = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    return {
        f"{field.model._meta.label}.{field.name}": field
        for model in ours
        for field in model._meta.local_concrete_fields
        if isinstance(field, texts)
    }


def test_every_text_column_is_guarded_or_holds_our_own_vocabulary():
    columns = our_text_columns()
    assert len(columns) > len(NOT_WRITTEN_BY_PEOPLE), "the premise: there are guarded columns"
    unguarded = {
        name
        for name, field in columns.items()
        if not isinstance(field, SafeTextField | EventBodyField) and not field.choices
    }
    assert unguarded == set(NOT_WRITTEN_BY_PEOPLE)


def test_the_site_is_known_by_its_key_which_is_a_slug():
    assert isinstance(Site._meta.get_field("key"), models.SlugField)


# Before it runs


def mypy(tmp_path: Path, code: str) -> subprocess.CompletedProcess[str]:
    snippet = tmp_path / "snippet.py"
    snippet.write_text(textwrap.dedent(code))
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", str(snippet)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_the_type_checker_refuses_a_plain_text_in_a_guarded_place(tmp_path):
    good = """
        from __future__ import annotations
        from chatcore import guard
        from chatcore.conversations import identity, kinds
        from chatcore.conversations.models import Visitor
        def keep(visitor: Visitor, words: str) -> kinds.MessagePosted:
            visitor.name = guard.safe(words)
            return kinds.MessagePosted(text=guard.safe(words))
        """
    assert mypy(tmp_path, good).returncode == 0
    result = mypy(tmp_path, good.replace("guard.safe(words)", "words"))
    assert result.returncode == 1
    assert result.stdout.count('"SafeText"') == 2, result.stdout
    assert "Found 2 errors" in result.stdout


def test_a_lookup_by_raw_words_is_refused_so_that_none_reach_a_database_log(cast):
    with pytest.raises(UnguardedText):
        Visitor.objects.filter(name=RAW).exists()


def test_the_name_of_a_row_in_logs_and_lists_holds_no_words(cast):
    for column in (cast.mia, cast.ann, cast.florist):
        column.name = safe("purple-canary")
        column.save()
    handoff.request(cast.mia, phone=PHONE, client_id=uuid4())
    say(cast.mia, f"purple-canary {CARD}")
    identity.issue_ticket(visitor=cast.mia)
    ours = [model for model in apps.get_models() if model.__module__.startswith("chatcore.")]
    for model in ours:
        rows = list(model._default_manager.all())
        assert rows, f"the premise: there are rows of {model}"
        for row in rows:
            assert "canary" not in f"{row} {row!r}"
            assert PHONE_E164 not in f"{row} {row!r}"
