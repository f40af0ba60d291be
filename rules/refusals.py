"""Why the system refuses a file or folder, in the words of those who read it."""

from __future__ import annotations

import errno

_FULL = "ruang disk atau jatah Anda penuh"
_DENIED = "tidak ada izin, atau sedang dibuka program lain"
_BUSY = "sedang dipakai program lain"
_APART = "disk jaringannya terputus"
_GONE = "perangkatnya tidak ada"
_NAMES = {
    "ENOSPC": _FULL, "EDQUOT": _FULL, "EACCES": _DENIED, "EPERM": _DENIED, "EBUSY": _BUSY, "ETXTBSY": _BUSY,
    "EFBIG": "ukurannya melewati batas disk atau akun ini", "EROFS": "disk hanya dapat dibaca",
    "ENAMETOOLONG": "namanya terlalu panjang", "EIO": "disk rusak atau terputus", "ENOENT": "tempat itu tidak ada",
    "ENOTDIR": "jalurnya melewati sesuatu yang bukan folder", "EISDIR": "itu folder", "EEXIST": "nama itu sudah dipakai",
    "EINVAL": "namanya tidak diterima disk ini", "ELOOP": "tautannya berputar", "EMLINK": "terlalu banyak tautan",
    "EXDEV": "tempatnya di disk lain", "EMFILE": "terlalu banyak file terbuka", "ENFILE": "terlalu banyak file terbuka",
    "ENOMEM": "memori tidak cukup", "ESTALE": _APART, "ETIMEDOUT": _APART, "EHOSTDOWN": _APART, "EHOSTUNREACH": _APART,
    "ENOTCONN": _APART, "ENXIO": _GONE, "ENODEV": _GONE, "EOPNOTSUPP": "disk ini tidak mendukungnya",
}  # fmt: skip
_WORDS = {getattr(errno, name): told for name, told in _NAMES.items() if hasattr(errno, name)}


def why_refused(error: OSError) -> str:
    """Why the system refused, as a clause; the system's name for what is not known here.

    >>> why_refused(OSError(errno.ENOSPC, "No space left on device")), why_refused(OSError(errno.EPIPE, "Broken pipe"))
    ('ruang disk atau jatah Anda penuh', 'ditolak sistem (EPIPE)')
    """
    number = error.errno or 0
    return _WORDS.get(number) or f"ditolak sistem ({errno.errorcode.get(number) or type(error).__name__})"
