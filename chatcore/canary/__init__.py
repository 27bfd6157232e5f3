"""Proof by search that no card number is kept: unique numbers go in everywhere, none may remain.

Start at `run.py` (the order of a run), then `surfaces/` (where numbers are sent in),
`stores/` (where they are looked for) and `scanner.py` (how). `docs/canary.md` says what a clean
run proves and what it does not.
"""
