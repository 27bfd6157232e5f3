"""Text that has passed the guard, as a type: what text columns, frames and mails accept."""

from __future__ import annotations

from typing import NoReturn, Self, SupportsIndex, final

_SEAL = object()


@final
class SafeText(str):
    """Masked text. Only the guard makes it; a plain `str` is never one.

    What `str` operations give back (a slice, a sum, a formatted string) is a plain `str` again:
    cutting and joining can build a number that neither part held, so the result must pass the
    guard anew.
    """

    __slots__ = ()

    def __new__(cls, value: str, *, seal: object = None) -> Self:
        """Refuses everybody but the guard. Raises TypeError without the value in it."""
        if seal is not _SEAL:
            raise TypeError("SafeText is made by guard.mask() or guard.safe() only")
        return super().__new__(cls, value)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("SafeText cannot be subclassed")

    @classmethod
    def from_store(cls, value: str) -> SafeText:
        """Text read back from a column that only ever accepted SafeText. For column types only.

        Danger: this looks at nothing. Whatever comes from outside goes through `guard.mask`.
        """
        return cls(value, seal=_SEAL)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        # A pickle could be forged, and would carry messages into caches, sessions and queues.
        raise TypeError("SafeText is not pickled: store it in a text column")


def _sealed(value: str) -> SafeText:
    """For `masking` alone, which vouches for the value."""
    return SafeText(value, seal=_SEAL)
