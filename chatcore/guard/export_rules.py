"""`python -m chatcore.guard.export_rules`: writes `js/rules.js` from `rules.json`.

The browser gets the expanded form that Python runs too, so there is nothing to keep in step by
hand. A test fails when the written file is not what this would write.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from chatcore.guard.rules import RULES

TARGET = Path(__file__).parent / "js" / "rules.js"
_HEAD = """\
// Generated from rules.json by `python -m chatcore.guard.export_rules`; do not edit.
// biome-ignore-all format: generated
// biome-ignore-all lint: generated

/** @type {import('./types.js').Rules} */
export default {
"""


def rules_module() -> str:
    """The text of the module, one line per part so that a change shows in a diff."""
    parts = asdict(RULES)
    parts["issuers"] = [list(row.values()) for row in parts["issuers"]]
    parts["identities"] = [list(row.values()) for row in parts["identities"]]
    lines = (f"  {name}: {_encoded(value)},\n" for name, value in parts.items())
    return _HEAD + "".join(lines) + "};\n"


def _encoded(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    TARGET.write_text(rules_module(), encoding="utf-8")


if __name__ == "__main__":
    main()
