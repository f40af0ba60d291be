"""What the VBA callbacks call: each runs one action on the workbook in front and tells what came of it in one message box.

An action that tells it elsewhere (going from finding to finding) returns nothing to put into a box.

Errors never reach the planner as a traceback: what can be said is said in a sentence, the rest is in the log file,
which is named.
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import xlwings as xw

from addin import calling
from addin.errors import BusyExcelError, ClosedBookError, ForbiddenExcelError, NoMemoryError
from rules.engine.gc_pause import collector_paused
from rules.errors import RenjaError
from rules.values.terminal_safe import terminal_safe

log = logging.getLogger("renja")
_TITLE = "Renja"
_LONGEST = 1_500
"""Longest message in characters: a box must fit on a screen."""


def log_file() -> Path:
    """Where is written what went wrong."""
    from platformdirs import user_log_path

    return user_log_path("renja", appauthor=False) / "renja.log"


def _record(error: Exception) -> str:
    """Log an error; returns what to tell of it."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return f"Terjadi kesalahan yang tidak terduga ({type(error).__name__}), dan catatannya tidak dapat ditulis ke {path}."
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    try:
        log.error("%s", terminal_safe(str(error)), exc_info=error)
    finally:
        log.removeHandler(handler)
        handler.close()
    return (
        f"Terjadi kesalahan yang tidak terduga ({type(error).__name__}). Buku kerja Anda tidak disimpan atau ditutup.\n\n"
        f"Coba ulangi; bila tetap terjadi, kirim catatan ini kepada pengelola renja:\n{path}"
    )


def _run(module: str, action: str, *arguments: Any) -> None:
    """Do an action of a module to the calling workbook and tell what came of it; modules are loaded when first asked for."""
    try:
        book = calling.calling_book()
    except ClosedBookError as error:
        for app in xw.apps:
            app.alert(str(error), title=_TITLE, mode="critical")
            break
        return
    except Exception as error:
        if not calling.forbidden(error):
            raise
        # Excel cannot be asked to show a box either: xlwings shows what stands on the error stream when all went well.
        print(ForbiddenExcelError(), file=sys.stderr)
        return
    failed = True
    try:
        with collector_paused():
            told = getattr(import_module(f"addin.{module}"), action)(book, *arguments)
        failed = False
    except RenjaError as error:
        told = str(error)
    except MemoryError:
        told = str(NoMemoryError())
    except Exception as error:
        told = str(BusyExcelError()) if calling.busy(error) else _record(error)
    if not told:
        return
    if len(told) > _LONGEST:
        told = f"{told[:_LONGEST]} …"
    book.app.alert(told, title=_TITLE, mode="critical" if failed else "info")


def validate() -> None:
    """*Validasi*."""
    _run("actions", "validate")


def choose_references() -> None:
    """*Acuan > Pilih acuan*."""
    _run("references_menu", "choose_references")


def forget_references() -> None:
    """*Acuan > Lupakan acuan*."""
    _run("references_menu", "forget_references")


def compute() -> None:
    """*Hitung*."""
    _run("actions", "compute")


def next_finding() -> None:
    """*Temuan berikutnya*."""
    _run("actions", "next_finding")


def previous_finding() -> None:
    """*Temuan sebelumnya*."""
    _run("actions", "previous_finding")


def apply_safe_fixes() -> None:
    """*Perbaiki yang aman*."""
    _run("actions", "apply_safe_fixes")


def undo() -> None:
    """*Batalkan*."""
    _run("undo", "undo")


def seal() -> None:
    """*Segel*."""
    _run("sealing", "seal")


def print_document() -> None:
    """*Cetak ke Word*."""
    _run("word_document", "print_document")


def new_template(kind: str, year: int, *answers: str) -> None:
    """*Templat baru*, of `renja` or `lkip`, with government, office, bidang and stage as the planner answered."""
    _run("new_template", "new_template", kind, year, *map(calling.words, answers))


def rule_page() -> None:
    """*Buku aturan*."""
    _run("help_buttons", "rule_page")


def search_nomenclature(words: str) -> None:
    """*Nomenklatur*; the words come as hexadecimal digits."""
    _run("code_search", "search_nomenclature", calling.words(words))


def guide() -> None:
    """*Bantuan*."""
    _run("help_buttons", "guide")
