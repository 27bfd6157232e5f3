"""Surfaces and cells: how much is tried, and that each number goes in as its encoding says."""

from __future__ import annotations

import json
import random
from urllib.parse import parse_qs

import pytest

from chatcore.canary import surfaces
from chatcore.canary.cells import Shot, Surface, applies, deal
from chatcore.canary.encodings import Encoding
from chatcore.canary.numbers import Mint

G4_SURFACES, G4_ENCODINGS = 60, 12


@pytest.fixture
def cells():
    return deal(surfaces.SURFACES, tuple(Encoding), Mint(random.Random(2)))


def test_the_table_is_as_large_as_the_goal():
    assert len(surfaces.SURFACES) >= G4_SURFACES
    assert len(Encoding) == G4_ENCODINGS
    assert sum(surface.failing for surface in surfaces.SURFACES) >= G4_SURFACES // 2


def test_every_surface_has_a_name_of_its_own():
    assert len({surface.name for surface in surfaces.SURFACES}) == len(surfaces.SURFACES)


def test_a_part_of_the_table_tries_every_door():
    doors = {surface.name.partition(":")[0] for surface in surfaces.SURFACES}
    tried = {surface.name.partition(":")[0] for surface in surfaces.some(12)}
    assert tried == doors
    for count in (1, 12, 24, len(surfaces.SURFACES) - 1):
        assert len(set(surfaces.some(count))) == count
    assert surfaces.some(10_000) == surfaces.SURFACES


def test_every_cell_has_a_number_of_its_own(cells):
    windows = [window for cell in cells for window in cell.number.windows()]
    assert len(windows) == len(set(windows))


def test_only_a_conversation_can_hold_a_split_number(cells):
    split = [cell for cell in cells if cell.encoding is Encoding.SPLIT]
    assert {cell.surface.conversational for cell in split} == {True}
    assert {len(cell.pieces) for cell in split} <= {2, 3, 4}
    assert all("".join(cell.pieces) == cell.number.digits for cell in split)
    assert not applies(Surface("alone", lambda *_: False), Encoding.SPLIT)


def test_a_json_escape_is_made_in_the_frame_and_read_as_digits():
    shot = Shot("4242", Encoding.JSON, 0)
    assert shot.json({"text": shot.sentence}).count("\\u003") == 4
    assert json.loads(shot.json({"text": shot.sentence})) == {"text": "It is 4242, thank you."}


def test_an_address_is_escaped_once_and_read_as_it_was_written(cells):
    for cell in cells:
        (shot, *_) = cell.shots
        (read,) = parse_qs(f"q={shot.address}")["q"]
        assert read == (cell.number.digits if cell.encoding is Encoding.URL else shot.text)


def test_escapes_are_spelled_out_where_nothing_undoes_them():
    surface = Surface("header", lambda *_: False)
    (cell,) = deal((surface,), (Encoding.JSON,), Mint(random.Random(2)))
    assert cell.is_disguise
    assert cell.shots[0].text.startswith("\\u003")
