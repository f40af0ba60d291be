"""The tables of the register, one module a concept."""

from loket.register.models.accounts import Account, Invitation, Role
from loket.register.models.blobs import Blob
from loket.register.models.copies import Copy, CopyKind
from loket.register.models.dossiers import Dossier, Stage, Version, VersionState
from loket.register.models.events import Event
from loket.register.models.offices import Office
from loket.register.models.periods import Period, Reference, ReferenceKind
from loket.register.models.tokens import Token
from loket.register.models.verification import Explanation, Ruling, Suggestion

__all__ = [
    "Account",
    "Blob",
    "Copy",
    "CopyKind",
    "Dossier",
    "Event",
    "Explanation",
    "Invitation",
    "Office",
    "Period",
    "Reference",
    "ReferenceKind",
    "Role",
    "Ruling",
    "Stage",
    "Suggestion",
    "Token",
    "Version",
    "VersionState",
]
