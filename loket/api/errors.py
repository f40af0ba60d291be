"""Why a call of an application comes to nothing."""

from __future__ import annotations

from rules.errors import RenjaError


class NoSuchPeriodError(RenjaError):
    id = "loket-periode-tak-dikenal"
    title = "Periode tidak dikenal"
    template = "Periode tidak dikenal; sebut 'periode' (nomor dari /api/v1/periode), atau 'dokumen', 'tahun', dan 'tahap' sekaligus."
