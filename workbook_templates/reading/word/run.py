"""How a run of a document looks: struck out, bold, hidden, raised, written in white."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.reading.xml_stream import is_on

_GROUNDS = {"background1", "light1"}
"""Colours of a theme that are its white ground."""


@dataclass(slots=True)
class RunLook:
    """The look of the run that is read; each method takes one property of it, and says that what is inside is read too."""

    struck: bool = False
    bold: bool = False
    unshown: bool = False
    raised: bool = False
    white: bool = False

    def clear(self) -> None:
        """Another run begins."""
        self.struck = self.bold = self.unshown = self.raised = self.white = False

    def strike(self, attributes: dict[str, str]) -> bool:
        self.struck = self.struck or is_on(attributes)
        return True

    def embolden(self, attributes: dict[str, str]) -> bool:
        self.bold = is_on(attributes)
        return True

    def vanish(self, attributes: dict[str, str]) -> bool:
        self.unshown = is_on(attributes)
        return True

    def raise_up(self, attributes: dict[str, str]) -> bool:
        self.raised = "superscript" in attributes.values()
        return True

    def colour(self, attributes: dict[str, str]) -> bool:
        self.white = is_white(attributes)
        return True


def is_white(attributes: dict[str, str]) -> bool:
    """Whether a colour is white: by its value, or as the ground of the theme, not darkened."""
    told = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
    of_theme = told.get("themeColor", told.get("themeFill", ""))
    if of_theme:
        return of_theme in _GROUNDS and not {"themeShade", "themeFillShade"} & set(told)
    return told.get("fill", told.get("val", "")).upper() == "FFFFFF"


def is_ground(attributes: dict[str, str]) -> bool:
    """Whether a shading leaves the ground white: none is told, or white itself."""
    told = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
    if told.get("val", "clear") not in ("clear", "nil"):
        return False
    return ("themeFill" not in told and told.get("fill", "auto") == "auto") or is_white(attributes)
