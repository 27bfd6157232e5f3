"""`python -m chatcore.guard`: JSON Lines in, the spans that would be masked out.

In: `{"id", "messages": [str, ...]}`. Out: `{"id", "spans": [{"message", "start", "end", "kind",
"rule", "certainty"}]}`, offsets in code points: what is masked once all the messages have come.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from chatcore.guard.conversing import find_in_messages


def main() -> None:
    for line in sys.stdin:
        case: dict[str, Any] = json.loads(line)
        found = find_in_messages(case["messages"])
        spans = [
            {"message": index, **asdict(finding)}
            for index, findings in enumerate(found)
            for finding in findings
        ]
        sys.stdout.write(json.dumps({"id": case["id"], "spans": spans}) + "\n")


if __name__ == "__main__":
    main()
