"""Why something the agency asked for is not done; each is told on the page that asked."""

from __future__ import annotations

from rules.errors import RenjaError


class DecisionError(RenjaError):
    """A decision that cannot be taken."""


class NotInVerificationError(DecisionError):
    id = "loket-bukan-verifikasi"
    title = "Dokumen tidak sedang diverifikasi"
    template = "{dossier} tidak sedang diverifikasi (tahap: {stage}); muat ulang halaman ini untuk melihat keadaannya."
    dossier: str
    stage: str


class NothingToReturnError(DecisionError):
    id = "loket-tanpa-saran"
    title = "Dikembalikan tanpa saran"
    template = (
        "Pengembalian memerlukan sedikitnya satu saran atau catatan, agar perangkat daerah tahu apa yang disempurnakan."
    )
