"""Apple events of the stand-in for AppleScript, as appscript makes them: each crosses from Python to Excel, and is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.support.excel_calls import ComError

EVENTS: Counter[str] = Counter()
"""Apple events by name: each crosses from Python to Excel."""
NOT_PERMITTED = -1743
"""The error of an Apple event that the person, or the administrator, has not allowed."""


class Keyword:
    """A word of AppleScript."""

    def __init__(self, name: str) -> None:
        self.AS_name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyword) and other.AS_name == self.AS_name

    def __hash__(self) -> int:
        return hash(self.AS_name)

    def __repr__(self) -> str:
        return f"k.{self.AS_name}"


class _Keywords:
    def __getattr__(self, name: str) -> Keyword:
        return Keyword(name)


k = _Keywords()


class CommandError(Exception):
    """What appscript raises where Excel refuses."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(f"Command failed:\n\t\tOSERROR: {number}\n\t\tMESSAGE: {message}")
        self.errornumber = number


class Permission:
    """Whether this Python may talk to Excel."""

    granted = True


def event(name: str) -> None:
    EVENTS[name] += 1
    if not Permission.granted:
        raise CommandError(NOT_PERMITTED, "Not authorized to send Apple events to Microsoft Excel.")


class Property:
    """A property of an object: asked and set by an event."""

    def __init__(self, name: str, get: Callable[[], Any], put: Callable[[Any], None] | None = None) -> None:
        self._name, self._get, self._put = name, get, put

    def get(self) -> Any:
        event(f"get {self._name}")
        return self._get()

    def set(self, value: Any) -> None:
        event(f"set {self._name}")
        if self._put is None:
            raise CommandError(-10006, f"Can't set {self._name}.")
        try:
            self._put(value)
        except ComError as error:
            raise CommandError(-50, "Parameter error.") from error


class Elements:
    """The elements of an object by name, index or address."""

    def __init__(self, of: Callable[[Any], Any]) -> None:
        self._of = of

    def __getitem__(self, key: Any) -> Any:
        return self._of(key)


class Reference:
    """Some object of Excel; what it stands for is looked up when it is asked something."""

    def __init__(self, found: Callable[[], Any]) -> None:
        self._found = found
