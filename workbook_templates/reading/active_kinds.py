"""What content that acts is called, in whichever format it comes."""

from __future__ import annotations

from rules.model.bilingual import Text

MACROS = Text("makro", "macros")
EMBEDDED_OBJECTS = Text("objek yang disematkan (OLE)", "embedded objects (OLE)")
DATA_CONNECTIONS = Text("sambungan data", "data connections")
DDE_LINKS = Text("tautan DDE", "DDE links")
