"""Every refusal a person can cause: named, coded and worded once.

A refusal never carries what the person wrote. Services raise it; `live` and `api` translate it.
"""

from __future__ import annotations

from typing import ClassVar


def gettext_noop(wording: str) -> str:
    """Mark for translation. `live` and `api` translate; this module stays free of Django."""
    return wording


class Refusal(Exception):
    """A coded no. `retry_after_milliseconds` is set where trying again can help."""

    code: ClassVar[str]
    http_status: ClassVar[int]
    wording: ClassVar[str]
    retry_after_milliseconds: ClassVar[int | None] = None

    def __str__(self) -> str:
        return self.code


class Malformed(Refusal):
    """The frame or request is not of the protocol's form."""

    code = "bad"
    http_status = 400
    wording = gettext_noop("That could not be understood.")


class TextTooLong(Refusal):
    """The text or frame is over its limit."""

    code = "too_big"
    http_status = 413
    wording = gettext_noop("That is too long. Please send it in shorter parts.")


class TooOften(Refusal):
    """The sender is over its rate; nothing was stored."""

    code = "rate"
    http_status = 429
    wording = gettext_noop("That was a little fast. Please wait a moment.")
    retry_after_milliseconds = 2000


class Busy(Refusal):
    """The server could not store it just now; the same message may be sent again."""

    code = "busy"
    http_status = 503
    wording = gettext_noop("We could not save that just now. We are trying again.")
    retry_after_milliseconds = 1000


class Failed(Refusal):
    """Our own fault, logged without the text; nothing was stored."""

    code = "failed"
    http_status = 500
    wording = gettext_noop("Something went wrong on our side. It was not sent.")


class GuardFailed(Refusal):
    """The guard could not vouch for the text, so nothing was stored."""

    code = "guard_failed"
    http_status = 503
    wording = gettext_noop("We could not check that text for card numbers, so it was not sent.")


class SensitiveInput(Refusal):
    """A field that must be right as written holds sensitive data, so masking cannot save it."""

    code = "sensitive"
    http_status = 422
    wording = gettext_noop("Please do not enter a card number here.")


class InvalidAllowPattern(Refusal):
    """A number format that the guard should pass is not in its small language of patterns."""

    code = "allow_pattern"
    http_status = 400
    wording = gettext_noop(
        "Write a number format with # for a digit, @ for a letter and at most two *."
    )


class UnknownSite(Refusal):
    """No site has this key."""

    code = "unknown_site"
    http_status = 404
    wording = gettext_noop("This chat is not set up here.")


class LoginNeeded(Refusal):
    """No valid visitor token, agent session or ticket was shown."""

    code = "login"
    http_status = 401
    wording = gettext_noop("Please sign in again.")


class TicketRefused(LoginNeeded):
    """The ticket is unknown, used or expired."""

    code = "ticket"


class Forbidden(Refusal):
    """It is not theirs. The same answer whether it exists or not."""

    code = "forbidden"
    http_status = 403
    wording = gettext_noop("You cannot do that here.")


class NotAssigned(Forbidden):
    """Only the agent who accepted the conversation may do this."""

    code = "not_assigned"
    wording = gettext_noop("Accept this conversation first.")


class AlreadyClaimed(Refusal):
    """Another agent was faster."""

    code = "taken"
    http_status = 409
    wording = gettext_noop("Another agent has already accepted this conversation.")


class ConversationClosed(Refusal):
    """The conversation has ended."""

    code = "closed"
    http_status = 409
    wording = gettext_noop("This conversation has ended.")


class CallbackOpen(Refusal):
    """A promised call is still due, so the conversation cannot end."""

    code = "callback_open"
    http_status = 409
    wording = gettext_noop("A call is still due. Report its outcome before you close.")


class NoConversation(Refusal):
    """The visitor has no open conversation to do that in."""

    code = "no_conversation"
    http_status = 409
    wording = gettext_noop("There is no open conversation.")


class NoCallback(Refusal):
    """There is no open callback in this conversation."""

    code = "no_callback"
    http_status = 409
    wording = gettext_noop("There is no call to do that with.")


class IllegalStep(Refusal):
    """The callback's state machine has no such step from where it stands."""

    code = "illegal_step"
    http_status = 409
    wording = gettext_noop("The call is no longer at that point.")


class InvalidPhoneNumber(Refusal):
    """The number cannot be called."""

    code = "phone"
    http_status = 400
    wording = gettext_noop("That does not look like a phone number we can call.")


class InvalidOrigin(Refusal):
    """An allowed origin is not `scheme://host[:port]`."""

    code = "origin"
    http_status = 400
    wording = gettext_noop("Write an origin as https://shop.example, one a line.")
