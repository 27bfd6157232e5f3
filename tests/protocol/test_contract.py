"""The browser's half of the contract is made from the server's, and up to date."""

from __future__ import annotations

import io
from typing import Literal, get_args

import msgspec
import pytest
from django.core.management import call_command

from chatcore.conversations import kinds
from chatcore.live import contract
from chatcore.protocol import commands, frames, limits, typescript


def test_the_generated_files_are_up_to_date():
    for path, text in contract.files().items():
        assert path.read_text(encoding="utf-8") == text, "run: manage.py export_frames"


def test_exporting_writes_exactly_these_files(monkeypatch, tmp_path):
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    call_command("export_frames", stdout=io.StringIO())
    assert {path.name for path in tmp_path.iterdir()} == {"frames.d.ts", "limits.js"}
    assert (tmp_path / "frames.d.ts").read_text(encoding="utf-8") == contract.types()


def test_every_frame_command_and_kind_has_its_type():
    types = contract.types()
    structs = [
        *get_args(frames.UpFrame), *get_args(frames.DownFrame),
        *commands.COMMANDS.values(), *kinds.KINDS.values(),
    ]  # fmt: skip
    for struct in structs:
        assert types.count(f"export interface {struct.__name__} {{") == 1
    for kind in (*commands.COMMANDS, *kinds.KINDS, "hidden"):
        assert f'  "{kind}": ' in types


def test_every_limit_reaches_the_browser_as_a_number():
    constants = contract.constants()
    for name in filter(str.isupper, vars(limits)):
        assert f"export const {name} = " in constants
    assert "export const AUTHENTICATE_WITHIN_SECONDS = 5;" in constants


class Half(msgspec.Struct):
    """Made for this test."""

    share: float


@pytest.mark.parametrize(
    ("hint", "text"),
    [
        (str, "string"),
        (int | None, "number | null"),
        (str | msgspec.UnsetType, "string"),
        (Literal["a", "b"], '"a" | "b"'),
        (list[Half], "Array<Half>"),
        (dict[str, int], "Record<string, number>"),
        (commands.Outcome, '"talked" | "no_answer" | "busy" | "wrong_number"'),
        (msgspec.Raw, "unknown"),
    ],
)
def test_a_python_type_is_written_as_typescript(hint, text):
    assert typescript.written(hint) == text


def test_a_type_that_browsers_cannot_have_is_refused():
    with pytest.raises(TypeError):
        typescript.written(bytes)
