"""The people of a run: customers who write, agents who listen, a supervisor, an administrator."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self
from uuid import uuid4

from chatcore.canary.callers import Caller, Frame
from chatcore.canary.cells import Shot
from chatcore.canary.database import Database
from chatcore.canary.server import ADMINISTRATOR, CanaryServer
from chatcore.canary.web import Answer, Web
from chatcore.demo import cast
from chatcore.protocol import limits

CUSTOMERS = 8
AGENTS = ("ann", "ben", "sven")
WELCOME_PATH = f"/api/v1/sites/{cast.SITE_KEY}/visitors"


@dataclass
class Customer:
    """A visitor with a token, perhaps a socket, perhaps a conversation."""

    web: Web
    token: str
    sockets: list[Caller] = field(default_factory=list)
    conversation: str = ""

    @classmethod
    def welcome(cls, port: int, answers: list[Answer]) -> Self:
        """Become a visitor of the demo's shop."""
        web = Web(port, answers)
        return cls(web, str(web.post_json(WELCOME_PATH).json()["token"]))

    @property
    def bearer(self) -> dict[str, str]:
        """The header that proves who it is."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def socket(self) -> Caller:
        """An open, signed-in socket; a new one where the last was cut."""
        if not self.sockets or self.sockets[-1].closed:
            self.open_socket()
        return self.sockets[-1]

    def open_socket(self, *, paced: bool = True) -> Caller:
        """One more socket, from the first number of the conversation on."""
        ticket = self.web.post_json("/api/v1/visitor/ticket", **self.bearer).json()["ticket"]
        caller = Caller(self.web.port, "/ws/visitor")
        if paced:
            caller.pace(
                per_second=limits.VISITOR_FRAMES_PER_SECOND, burst=limits.VISITOR_FRAMES_BURST
            )
        caller.authenticate(ticket)
        self.sockets.append(caller)
        return caller

    def send(self, kind: str, shot: Shot, body: Any, **rest: Any) -> bool:
        """Send a command that holds the shot; true when it was refused."""
        cid = str(uuid4())
        frame = {"t": "send", "cid": cid, "kind": kind, "body": body, **rest}
        self.socket.tell_raw(shot.json(frame))
        answer = self.socket.answer_to(cid)
        self.conversation = answer.get("conv", self.conversation)
        return bool(answer["t"] != "ack")

    def say(self, text: str = "Hello") -> Frame:
        """Harmless words; opens a conversation where none is open."""
        answer = self.socket.ask("message", {"text": text})
        self.conversation = answer.get("conv", self.conversation)
        return answer


@dataclass
class Stage:
    """Everybody, and what they were answered. Sockets stay open so that they hear everything."""

    server: CanaryServer
    database: Database
    answers: list[Answer] = field(default_factory=list)
    agents: list[Caller] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    strangers: list[Caller] = field(default_factory=list)

    def open(self) -> None:
        """Everybody arrives: eight who write, Noah who only listens, Ann, and the admin's users."""
        port = self.server.port
        self.staff = {name: Web(port, self.answers) for name in (*AGENTS, ADMINISTRATOR)}
        for name in AGENTS:
            self.staff[name].sign_in("/console/login/", name, cast.PASSWORD)
        self.staff[ADMINISTRATOR].sign_in("/admin/login/", ADMINISTRATOR, self.server.password)
        self.customers = [Customer.welcome(port, self.answers) for _ in range(CUSTOMERS)]
        self.noah = Customer.welcome(port, self.answers)
        self.connect()

    def connect(self) -> None:
        """Open the sockets that listen; after a restart of the server, again."""
        self.agents.append(self._agent())
        self.noah.say()
        self.follow(self.noah.conversation)
        for customer in self.customers:
            if customer.conversation:
                self.follow(customer.conversation)

    @property
    def ann(self) -> Caller:
        """The agent who answers and hears every conversation."""
        return self.agents[-1]

    @property
    def root(self) -> Web:
        """The superuser's browser."""
        return self.staff[ADMINISTRATOR]

    def customer(self, shot: Shot) -> Customer:
        """By turns, so that no customer is over the rate; one shot's pieces have one sender."""
        customer = self.customers[shot.turn % len(self.customers)]
        if not customer.conversation:
            self.begin(customer)
        return customer

    def begin(self, customer: Customer) -> None:
        """Let the customer open a conversation that Ann hears."""
        customer.say()
        self.follow(customer.conversation)

    def follow(self, conversation: str) -> None:
        """Ann hears this conversation from its beginning."""
        self.ann.tell({"t": "gap", "conv": conversation, "after": 0})

    def settle(self, customer: Customer) -> None:
        """End the customer's conversation, and a call that is still due."""
        if not customer.conversation:
            return
        customer.socket.ask("callback.cancel")
        for kind in ("claim", "close"):
            self.ann.ask(kind, conv=customer.conversation)
        customer.conversation = ""

    def hold(self, customer: Customer) -> str:
        """Ann takes the customer's conversation; its id."""
        self.ann.ask("claim", conv=customer.conversation)
        return customer.conversation

    def restart_after_kill(self) -> None:
        """`kill -9` in the midst of work, and a fresh process on the same data."""
        self.server.kill()
        self.server.start()
        self.connect()

    def stranger(self, path: str = "/ws/visitor", **handshake: Any) -> Caller:
        """A socket of nobody in particular."""
        caller = Caller(self.server.port, path, **handshake)
        self.strangers.append(caller)
        return caller

    def newcomer(self) -> Web:
        """A browser without cookies."""
        return Web(self.server.port, self.answers)

    def note_raw(self, answer: bytes) -> None:
        """Keep what came back on a line of bytes."""
        self.answers.append(Answer(0, (), answer))

    def close(self) -> None:
        """Everybody hangs up."""
        sockets = [socket for person in (*self.customers, self.noah) for socket in person.sockets]
        for caller in (*self.agents, *sockets):
            caller.close()

    def _agent(self) -> Caller:
        web = self.staff["ann"]
        token = web.cookies.get("csrftoken", "")
        ticket = web.post_json("/api/v1/agent/ticket", X_CSRFToken=token).json()["ticket"]
        caller = Caller(self.server.port, "/ws/agent")
        caller.pace(per_second=limits.AGENT_FRAMES_PER_SECOND, burst=limits.AGENT_FRAMES_BURST)
        caller.authenticate(ticket)
        return caller
