"""Decrees on nomenclature and the reference of their codes, names, indicators and units.

What two sources state alike of codes of kabupaten/kota ships here; whole decrees are imported into a store.
"""

from rules.import_store import Store, store_folder
from rules.nomenclature.at_hand import at_hand, nomenclature
from rules.nomenclature.decree import Decree, decrees, find_decree
from rules.nomenclature.entry import KABKOTA, KIND_LABEL, KINDS, PROVINSI, Entry, government_named, kind_of_government
from rules.nomenclature.reference import Nomenclature, comparable, generic, in_width, own
from rules.nomenclature.shipped import shipped

__all__ = [
    "KABKOTA",
    "KINDS",
    "KIND_LABEL",
    "PROVINSI",
    "Decree",
    "Entry",
    "Nomenclature",
    "Store",
    "at_hand",
    "comparable",
    "decrees",
    "find_decree",
    "generic",
    "government_named",
    "in_width",
    "kind_of_government",
    "nomenclature",
    "own",
    "shipped",
    "store_folder",
]
