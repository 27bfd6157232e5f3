"""REST: paths, queries, bodies and headers, for customers, agents and nobody."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping

from chatcore.canary.cells import Shot, Surface
from chatcore.canary.encodings import Encoding
from chatcore.canary.stage import WELCOME_PATH, Stage
from chatcore.canary.web import FORM

API = "/api/v1"
BODY = frozenset({Encoding.JSON})
ADDRESS = frozenset({Encoding.URL})
NOWHERE: frozenset[Encoding] = frozenset()
TICKET_PATH = f"{API}/visitor/ticket"
JSON = {"Content-Type": "application/json"}
READS_PER_MINUTE = 120


def asked(
    name: str,
    method: str,
    path: Callable[[Stage, Shot], str],
    *,
    headers: Callable[[Stage, Shot], Mapping[str, str | bytes]] = lambda _stage, _shot: {},
    body: Callable[[Shot], str] = lambda _: "",
    undoes: frozenset[Encoding] = ADDRESS,
    failing: bool = False,
) -> Surface:
    """One request by a customer's program."""

    def inject(stage: Stage, shot: Shot) -> bool:
        web = stage.customer(shot).web
        sent = {**JSON, **headers(stage, shot)}
        return web.ask(method, path(stage, shot), headers=sent, body=body(shot)).refused

    return Surface(f"REST: {name}", inject, undoes, failing=failing)


def at(path: str) -> Callable[[Stage, Shot], str]:
    """A path in which `{}` is the number."""
    return lambda _, shot: path.replace("{}", shot.address)


def bearer(stage: Stage, shot: Shot) -> dict[str, str | bytes]:
    """The customer's own token."""
    return dict(stage.customer(shot).bearer)


def header(name: str, form: str = "{}") -> Callable[[Stage, Shot], dict[str, str | bytes]]:
    """A header in which `{}` is the number, as it is."""
    return lambda _, shot: {name: form.replace("{}", shot.text)}


def _events(stage: Stage, shot: Shot) -> str:
    return f"{API}/visitor/conversations/{stage.customer(shot).conversation}/events"


def _document(shot: Shot) -> str:
    return shot.json({"name": shot.text, "email": f"{shot.text}@shop.example", shot.text: 1})


def _big(shot: Shot) -> str:
    return shot.json({"name": shot.text, "padding": "x" * 400_000})


def _basic(_: Stage, shot: Shot) -> dict[str, str | bytes]:
    pair = base64.b64encode(f"{shot.text}:{shot.text}".encode())
    return {"Authorization": b"Basic " + pair}


def _over_rate(stage: Stage, shot: Shot) -> bool:
    """More reads in a minute than allowed, from one address, then the number in the query."""
    customer = stage.customer(shot)
    web, path = customer.web, _events(stage, shot)
    web.pin_address()
    for _ in range(READS_PER_MINUTE):
        answer = web.ask("GET", path, headers=customer.bearer, keep=False)
        if answer.refused:
            break
    refused = web.ask("GET", f"{path}?after={shot.address}", headers=customer.bearer).refused
    web.unpin_address()
    return refused


def _agent_ticket(stage: Stage, shot: Shot) -> bool:
    """A forged CSRF token with a good session."""
    sent = {**JSON, "X-CSRFToken": shot.text}
    return stage.staff["ann"].ask("POST", f"{API}/agent/ticket", headers=sent, body="{}").refused


def _agent_events(stage: Stage, shot: Shot) -> bool:
    path = f"{API}/agent/conversations/{stage.noah.conversation}/events?after={shot.address}"
    return stage.staff["ann"].ask("GET", path).refused


def _form_field(shot: Shot) -> str:
    return f"name={shot.address}"


SURFACES = (
    asked("new visitor, unknown key", "POST", lambda *_: WELCOME_PATH, body=_document,
          undoes=BODY),
    asked("new visitor, unknown query", "POST", at(WELCOME_PATH + "?name={}")),
    asked("ticket, unknown key", "POST", lambda *_: TICKET_PATH, headers=bearer, body=_document,
          undoes=BODY),
    asked("events, unknown query", "GET", lambda s, n: f"{_events(s, n)}?card={n.address}",
          headers=bearer),
    asked("new visitor, site's key", "POST", at(API + "/sites/{}/visitors"), failing=True),
    asked("new visitor, invalid JSON", "POST", lambda *_: WELCOME_PATH,
          body=lambda n: _document(n)[:-2], undoes=BODY, failing=True),
    asked("new visitor, a form", "POST", lambda *_: WELCOME_PATH, body=_form_field,
          headers=lambda *_: {"Content-Type": FORM}, failing=True),
    asked("new visitor, content type", "POST", lambda *_: WELCOME_PATH, body=lambda _: "{}",
          headers=header("Content-Type", "application/{}"), undoes=NOWHERE, failing=True),
    asked("new visitor, body too big", "POST", lambda *_: WELCOME_PATH, body=_big, undoes=BODY,
          failing=True),
    asked("new visitor, wrong method", "PUT", lambda *_: WELCOME_PATH, body=_document,
          undoes=BODY, failing=True),
    asked("ticket, unknown token", "POST", lambda *_: TICKET_PATH,
          headers=header("Authorization", "Bearer {}"), undoes=NOWHERE, failing=True),
    asked("ticket, basic authentication", "POST", lambda *_: TICKET_PATH, headers=_basic,
          undoes=frozenset({Encoding.BASE64}), failing=True),
    asked("events, bad position", "GET", lambda s, n: f"{_events(s, n)}?after={n.address}",
          headers=bearer, failing=True),
    asked("events, conversation id", "GET", at(API + "/visitor/conversations/{}/events"),
          headers=bearer, failing=True),
    asked("callback number, conversation id", "GET",
          at(API + "/agent/conversations/{}/callback-number"), failing=True),
    asked("unknown path", "GET", at(API + "/{}"), failing=True),
    Surface("REST: events, over the rate", _over_rate, ADDRESS, failing=True),
    Surface("REST: agent's events, bad position", _agent_events, ADDRESS, failing=True),
    Surface("REST: agent's ticket, forged token", _agent_ticket, NOWHERE, failing=True),
)  # fmt: skip
