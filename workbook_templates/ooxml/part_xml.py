"""The XML of a workbook's parts: reading it safely, and putting elements where the schema wants them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from workbook_templates.ooxml.errors import UnwritablePartError

_ABSURD = 60_000


def parse(xml: bytes, what: str) -> Any:
    """The root of a part that passed the preflight; ``what`` begins the sentence for one that still fails."""
    from lxml import etree

    # huge_tree: the preflight bounds the size of parts and refuses entities, so long texts are only long.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        said = str(error).partition("\n")[0].rstrip(".")
        raise UnwritablePartError(what, said) from None


def whole(said: str | None) -> int:
    """A whole number as an attribute states it; 0 where it states none, whatever it says instead."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 10 else 0


def next_number(taken: Iterable[int], least: int) -> int:
    """A number of our own, above those in use; absurdly high ones are passed by."""
    return max([least - 1, *(number for number in taken if number < _ABSURD)]) + 1


def to_bytes(root: Any) -> bytes:
    """A part's XML as it stands in a file."""
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(parent: Any, name: str) -> list[Any]:
    """The children of a name, whatever their namespace."""
    return [child for child in parent if local(child) == name]


def made(like: Any, name: str, attributes: Mapping[str, str] | None = None) -> Any:
    """A new element in the namespace, and under the prefix, of another.

    Attributes of a namespace that has no prefix there are relationships: they get `r`, by which some readers know them.
    """
    from lxml import etree

    space = like.tag.rpartition("}")[0]
    foreign = {key[1:].partition("}")[0] for key in attributes or {} if key.startswith("{")}
    prefixes = like.nsmap
    for unnamed in foreign.difference(prefixes.values()):
        prefixes = prefixes | {"r": unnamed}
    return etree.Element(f"{space}}}{name}" if space else name, dict(attributes or {}), nsmap=prefixes)


def added(parent: Any, name: str, attributes: Mapping[str, str] | None = None) -> Any:
    """A new last child, in the namespace of its parent."""
    new = made(parent, name, attributes)
    parent.append(new)
    return new


def insert_after(root: Any, new: Any, before: Collection[str]) -> Any:
    """Insert ``new`` behind the last child that the schema puts before it; returns it."""
    places = [at for at, child in enumerate(root, 1) if local(child) in before]
    root.insert(max(places, default=0), new)
    return new
