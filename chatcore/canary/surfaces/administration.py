"""The admin: what a supervisor or an administrator writes, searches and asks for."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.urls import reverse

from chatcore.canary.cells import Shot, Surface
from chatcore.canary.encodings import Encoding
from chatcore.canary.stage import Stage
from chatcore.canary.surfaces.rest import at

ADDRESS = frozenset({Encoding.URL})
SITES = "/admin/conversations/site/"
SITE = {
    "name": "Canary",
    "allowed_origins": "https%3A%2F%2Fshop.example",
    "phone_number": "%2B442079460018",
    "time_zone": "UTC",
    "locale": "en",
}


def _body(fields: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in fields.items())


def _saved_site(name: str, field: str, form: str = "{}", *, failing: bool = False) -> Surface:
    """A new shop, one of whose fields holds the number. The form is shown again on an error."""

    def inject(stage: Stage, shot: Shot) -> bool:
        fields = {"key": f"canary-{shot.turn}", **SITE, field: form.format(shot.address)}
        return stage.root.post_form(f"{SITES}add/", _body(fields)).status != 302  # noqa: PLR2004

    return Surface(f"admin: {name}", inject, ADDRESS, failing=failing)


def _posted(
    name: str, path: Callable[[Stage, Shot], str], fields: Callable[[Shot], dict[str, str]],
    *, failing: bool = False,
) -> Surface:  # fmt: skip
    def inject(stage: Stage, shot: Shot) -> bool:
        answer = stage.root.post_form(path(stage, shot), _body(fields(shot)))
        return answer.status != 302  # noqa: PLR2004

    return Surface(f"admin: {name}", inject, ADDRESS, failing=failing)


def _asked(name: str, path: str, *, who: str = "sven", failing: bool = False) -> Surface:
    def inject(stage: Stage, shot: Shot) -> bool:
        return stage.staff[who].ask("GET", at(path)(stage, shot)).refused

    return Surface(f"admin: {name}", inject, ADDRESS, failing=failing)


def _agent(shot: Shot, **changed: str) -> dict[str, str]:
    return {"user": "", "name": shot.address, "role": "agent", "sites": "1", **changed}


def _change_ann(stage: Stage, _: Shot) -> str:
    (row,) = stage.database.execute(
        "SELECT a.id FROM conversations_agent a JOIN auth_user u ON u.id = a.user_id"
        " WHERE u.username = ?",
        ["ann"],
    )
    return f"/admin/conversations/agent/{row[0]}/change/"


def _rename_ann(stage: Stage, shot: Shot) -> bool:
    (row,) = stage.database.execute("SELECT id FROM auth_user WHERE username = ?", ["ann"])
    fields = _agent(shot, user=str(row[0]))
    return stage.root.post_form(_change_ann(stage, shot), _body(fields)).status != 302  # noqa: PLR2004


def _new_user(shot: Shot) -> dict[str, str]:
    password = secrets.token_urlsafe(12)
    return {
        "username": shot.address,
        "usable_password": "true",
        "password1": password,
        "password2": password,
    }


def _named_user(field: str) -> Callable[[Stage, Shot], bool]:
    """The administrator's own row, with the number in another of its fields."""

    def inject(stage: Stage, shot: Shot) -> bool:
        (row,) = stage.database.execute("SELECT id FROM auth_user WHERE username = ?", ["ben"])
        fields = {
            "username": "ben", "is_active": "on", "date_joined_0": "2026-11-23",
            "date_joined_1": "10%3A00%3A00", field: shot.address,
        }  # fmt: skip
        path = f"/admin/auth/user/{row[0]}/change/"
        return stage.root.post_form(path, _body(fields)).status != 302  # noqa: PLR2004

    return inject


def _short(shot: Shot) -> dict[str, str]:
    return {"old_password": shot.address, "new_password1": "a", "new_password2": "b"}


def _action(shot: Shot) -> dict[str, str]:
    return {"action": "delete_selected", "_selected_action": shot.address, "index": "0"}


SURFACES = (
    _saved_site("shop, name", "name"),
    _saved_site("shop, key", "key"),
    _saved_site("shop, origin", "allowed_origins", "https%3A%2F%2F{}.example"),
    _saved_site("shop, unknown field", "card"),
    Surface("admin: agent, name", _rename_ann, ADDRESS),
    _posted("user, name", lambda *_: "/admin/auth/user/add/", _new_user),
    Surface("admin: user, first name", _named_user("first_name"), ADDRESS),
    Surface("admin: user, e-mail", _named_user("email"), ADDRESS),
    _posted("group, name", lambda *_: "/admin/auth/group/add/", lambda s: {"name": s.address}),
    _asked("search", "/admin/conversations/conversation/?q={}"),
    _asked("filter", "/admin/conversations/conversation/?state__exact={}"),
    _asked("unknown filter", "/admin/handoff/callback/?number={}"),
    _asked("order", SITES + "?o={}"),
    _asked("day", "/admin/conversations/conversation/?opened_at__year={}"),
    _asked("user search", "/admin/auth/user/?q={}", who="root"),
    _asked("unknown row", SITES + "{}/change/"),
    _asked("history of an unknown row", SITES + "{}/history/"),
    _asked("unknown model", "/admin/conversations/{}/", failing=True),
    _asked("autocomplete", "/admin/autocomplete/?app_label={}&model_name=site&term={}",
           failing=True),
    _saved_site("shop, bad phone number", "phone_number", failing=True),
    _saved_site("shop, bad time zone", "time_zone", failing=True),
    _saved_site("shop, bad key", "key", "not a slug {}", failing=True),
    _saved_site("shop, bad origin", "allowed_origins", "ftp%3A%2F%2F{}", failing=True),
    _posted("agent, bad user", _change_ann, lambda s: _agent(s, user=s.address), failing=True),
    _posted("agent, bad role", _change_ann, lambda s: _agent(s, role=s.address), failing=True),
    _posted("password form, old password", lambda *_: reverse("admin:password_change"), _short,
            failing=True),
    _posted("action on an unknown row", lambda *_: "/admin/auth/user/", _action, failing=True),
)  # fmt: skip
