"""What was said and decided about a document, for programs."""

from __future__ import annotations

from typing import Any

from loket.register.models import Dossier
from loket.register.models.dossiers import LARGE


def history(dossier: Dossier) -> dict[str, Any]:
    """Versions with explanations and recommendations, and rulings, in order."""
    return {
        "perangkat_daerah": dossier.office.name,
        "tahap": dossier.stage,
        "diserahkan": dossier.submitted_at,
        "versi": [
            {
                "nomor": version.number,
                "kode": version.code,
                "file": version.filename,
                "diunggah": version.uploaded,
                "status": version.status,
                "lengkap": version.complete,
                "bukti": version.receipt,
                "penjelasan": [{"sebab": one.cause, "teks": one.text} for one in version.explanations.all()],
                "saran": [
                    {
                        "sebab": one.cause,
                        "tempat": one.place,
                        "teks": one.text,
                        "oleh": str(one.author),
                        "waktu": one.made,
                    }
                    for one in version.recommendations.select_related("author")
                ],
            }
            for version in dossier.versions.defer(*LARGE).order_by("number")
        ],
        "putusan": [
            {
                "hasil": one.outcome,
                "catatan": one.note,
                "oleh": str(one.by),
                "waktu": one.made,
                "versi": one.version.number,
            }
            for one in dossier.rulings.select_related("by", "version")
        ],
    }
