"""`python -m chatcore.guard`: JSON Lines in, the spans that would be masked out.

In: `{"id", "messages": [str, ...]}`. Out: `{"id", "spans": [{"message", "start", "end", "kind",
"rule", "certainty"}]}`, offsets in code points. Each message is looked at by itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from chatcore.guard.search import find


def _spans(messages: list[str]) -> Iterator[dict[str, int | str]]:
    for index, text in enumerate(messages):
        for finding in find(text):
            yield {"message": index, **asdict(finding)}


def main() -> None:
    for line in sys.stdin:
        case = json.loads(line)
        answer = {"id": case["id"], "spans": list(_spans(case["messages"]))}
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
