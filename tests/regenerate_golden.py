"""Write the golden verdicts anew after a change that is meant; look at the difference before committing it."""

from __future__ import annotations

import json

from rules.validation import validate
from tests.places import EXAMPLES, GOLDEN
from tests.places import EXAMPLES as FOLDER
from tests.rules.test_validation import flattened
from workbook_templates.reader import read_document

if __name__ == "__main__":
    for name in EXAMPLES:
        rows = flattened(validate(read_document(FOLDER / f"{name}.xlsx")))
        body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (GOLDEN / f"{name}.json").write_text(f"[\n{body}\n]\n", encoding="utf-8")
