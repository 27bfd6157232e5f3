"""Seeded labelled cases in other languages, layouts and traps than any published corpus.

As the scorer reads them: `{id, lang, messages, spans, note}`. Half of them, by a hash of the
phrasing, are held back: rules are looked at with the other half only.
"""

# ruff: noqa: E501 -- lines of data

from __future__ import annotations

import argparse
import json
import random
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from tests.guard import phrasings, traps
from tests.guard.numbers import grouped, in_script, make_card

Case = dict[str, Any]
_LAYOUTS: list[tuple[str, Callable[[random.Random, str], str]]] = [
    ("plain", lambda _, d: d), ("spaced", lambda _, d: " ".join(grouped(d))),
    ("dashed", lambda _, d: "-".join(grouped(d))), ("en-dash", lambda _, d: "–".join(grouped(d))),
    ("dots", lambda _, d: ".".join(grouped(d))), ("slashes", lambda _, d: " / ".join(grouped(d))),
    ("commas", lambda _, d: ", ".join(grouped(d))), ("underscores", lambda _, d: "_".join(grouped(d))),
    ("pipes", lambda _, d: " | ".join(grouped(d))), ("lines", lambda _, d: "\r\n".join(grouped(d))),
    ("brackets", lambda _, d: "".join(f"[{g}]" for g in grouped(d))), ("colons", lambda _, d: ":".join(grouped(d))),
    ("pairs", lambda _, d: " ".join(d[i : i + 2] for i in range(0, len(d), 2))),
    ("singles", lambda _, d: " ".join(d)), ("wide", lambda _, d: "    ".join(grouped(d))),
    ("nbsp", lambda _, d: "\u00a0".join(grouped(d))), ("zero-width", lambda _, d: "\u200b".join(d)),
    ("keycaps", lambda _, d: "".join(f"{c}\ufe0f\u20e3" for c in d)), ("full-width", lambda _, d: in_script(d, 0xFF10)),
    ("thai", lambda _, d: in_script(d, 0x0E50)), ("tamil", lambda _, d: " ".join(in_script(g, 0x0BE6) for g in grouped(d))),
    ("bold", lambda _, d: in_script(d, 0x1D7CE)), ("burmese", lambda _, d: in_script(d, 0x1040)),
    ("circled", lambda _, d: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(c)] for c in d)),
    ("superscript", lambda _, d: "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] for c in d)),
    ("letters", lambda _, d: d.replace("0", "O", 1).replace("1", "I", 1).replace("5", "S", 1)),
    ("swiss", lambda _, d: "'".join(grouped(d))), ("mixed-scripts", lambda _, d: d[:8] + in_script(d[8:], 0x0660)),
    ("dash-spaced", lambda _, d: " - ".join(grouped(d))), ("soft-hyphens", lambda _, d: "\u00ad".join(grouped(d))),
]  # fmt: skip


def cases(seed: int, *, held: bool) -> Iterator[Case]:
    """All cases of one half."""
    chance = random.Random(seed)
    for number, (note, language, template, spans) in enumerate(_all(chance)):
        if (zlib.crc32("|".join(template).encode()) % 2 == 1) is held:
            yield {"id": f"g{number}", "lang": language, **_filled(template, spans), "note": note}


_Row = tuple[str, str, list[str], list[tuple[str, str]]]


def _all(chance: random.Random) -> Iterator[_Row]:
    """(note, language, messages with `{0}`, `{1}` ..., [(kind, value)])."""
    yield from _cards(chance)
    yield from _worded(chance)
    yield from _spoken(chance)
    yield from _split(chance)
    for text in traps.all_traps(chance):
        messages = [text] if isinstance(text, str) else text
        yield (
            "neg-" + traps.kind_of(messages),
            "en",
            [m.replace("{", "(").replace("}", ")") for m in messages],
            [],
        )


def _one(template: str) -> str:
    return template.replace("{n}", "{0}")


def _cards(chance: random.Random) -> Iterator[_Row]:
    for language, templates in phrasings.CARD.items():
        for template in templates:
            for name, layout in chance.sample(_LAYOUTS, 8):
                value = layout(chance, make_card(chance))
                yield f"card-{name}", language, [_one(template)], [("card", value)]
            expiry = f"{chance.randint(1, 12):02}/{chance.randint(27, 33)}"
            code = str(chance.randint(100, 999))
            card = " ".join(grouped(make_card(chance, brand="visa")))
            spans = [("card", card), ("expiry", expiry), ("cvv", code)]
            yield "card-with-code", language, [_one(template) + " {1} {2}"], spans


def _worded(chance: random.Random) -> Iterator[_Row]:
    lists = (("cvv", phrasings.CVV, 3), ("pin", phrasings.PIN, 4), ("otp", phrasings.OTP, 6))
    for kind, templates_by_language, size in lists:
        for language, templates in templates_by_language.items():
            for template in templates:
                value = str(chance.randint(10 ** (size - 1), 10**size - 1))
                yield kind, language, [_one(template)], [(kind, value)]
    for language, templates in phrasings.PASSWORD.items():
        for template in templates:
            yield (
                "password",
                language,
                [_one(template)],
                [("password", chance.choice(phrasings.PASSWORDS))],
            )
    for kind, template, value in phrasings.NAMED:
        yield f"{kind}-named", "xx", [_one(template)], [(kind, value)]
    for kind, question, answer in phrasings.ASKED:
        size = {"cvv": 3, "pin": 4, "otp": 6}[kind]
        value = str(chance.randint(10 ** (size - 1), 10**size - 1))
        yield f"{kind}-asked", "xx", [question, _one(answer)], [(kind, value)]


def _spoken(chance: random.Random) -> Iterator[_Row]:
    for language, words in phrasings.DIGIT_WORDS.items():
        for template in ("{n}", "card: {n}", "{n} ok"):
            card = make_card(chance, brand="visa")
            value = " ".join(words.split()[int(digit)] for digit in card)
            yield "card-spoken", language, [f"{_one(template)}"], [("card", value)]


def _split(chance: random.Random) -> Iterator[_Row]:
    for template, count in phrasings.SPLITS:
        for _ in range(3):
            card = make_card(chance, brand="visa")
            size = len(card) // count
            pieces = [
                card[i * size : (i + 1) * size if i < count - 1 else None] for i in range(count)
            ]
            yield "card-split", "xx", template, [("card", piece) for piece in pieces]


def _filled(template: list[str], values: list[tuple[str, str]]) -> Case:
    messages, spans = [*template], []
    for index in range(len(messages)):
        for number, (kind, value) in enumerate(values):
            place = messages[index].find(f"{{{number}}}")
            if place >= 0:
                messages[index] = messages[index].replace(f"{{{number}}}", value)
                span = {"message": index, "start": place, "end": place + len(value), "kind": kind}
                spans.append(span | ({"optional": True} if kind == "expiry" else {}))
    return {"messages": messages, "spans": spans}


def main() -> None:
    """`python -m tests.guard.cases [--held] [--seed N]`: JSON Lines, as the scorer reads them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for case in cases(options.seed, held=options.held):
        sys.stdout.write(json.dumps(case, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
