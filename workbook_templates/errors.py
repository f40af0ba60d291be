"""Why a file cannot be read, in the planner's words."""

from __future__ import annotations


class UnreadableError(Exception):
    """A file that cannot be read. The text is one Indonesian sentence: what, where, what to do."""
