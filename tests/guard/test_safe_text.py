"""SafeText: only the guard makes it, and nothing but itself stays one."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chatcore import guard
from chatcore.guard import SafeText

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def safe() -> SafeText:
    return guard.safe("my card is 4242 4242 4242 4242")


def test_guard_makes_safe_text(safe: SafeText) -> None:
    assert isinstance(safe, str)
    assert safe == "my card is ••••"


def test_nobody_else_makes_safe_text() -> None:
    with pytest.raises(TypeError, match=r"guard\.mask") as refused:
        SafeText("4242 4242 4242 4242")
    assert "4242" not in str(refused.value)


def test_wrong_seal_is_refused() -> None:
    with pytest.raises(TypeError):
        SafeText("4242", seal=object())


def test_str_new_is_no_way_around() -> None:
    with pytest.raises(TypeError):
        SafeText.__new__(SafeText, "4242")


def test_text_from_the_store_is_safe_text() -> None:
    stored = SafeText.from_store("my card is ••••")
    assert type(stored) is SafeText
    assert stored == "my card is ••••"


def test_subclass_is_refused() -> None:
    with pytest.raises(TypeError, match="subclass"):
        type("Looser", (SafeText,), {})


def test_copy_is_the_same_object(safe: SafeText) -> None:
    assert copy.copy(safe) is safe
    assert copy.deepcopy({"text": safe})["text"] is safe


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_is_refused(safe: SafeText, protocol: int) -> None:
    with pytest.raises(TypeError, match="not pickled") as refused:
        pickle.dumps(safe, protocol)
    assert "card" not in str(refused.value)


@pytest.mark.parametrize(
    "operation",
    [
        lambda text: text[:4],
        lambda text: text[:],
        lambda text: text + "",
        lambda text: "" + text,
        lambda text: text * 1,
        lambda text: f"{text}",
        lambda text: "%s" % text,  # noqa: UP031 -- one of the ways to be tested
        "{}".format,
        lambda text: "".join([text]),  # noqa: FLY002 -- one of the ways to be tested
        lambda text: text.strip(),
        lambda text: text.replace("x", "y"),
        lambda text: text.lower(),
        lambda text: text.split("\n")[0],
        str,
        lambda text: text.translate({}),
    ],
)
def test_operation_gives_plain_text_again(
    safe: SafeText, operation: Callable[[SafeText], str]
) -> None:
    assert type(operation(safe)) is str


def test_two_safe_halves_do_not_make_a_safe_whole() -> None:
    whole = guard.safe("4242 4242 ") + guard.safe("4242 4242")
    assert type(whole) is str
    assert guard.safe(whole) == guard.MASK


def test_safe_text_may_pass_again(safe: SafeText) -> None:
    assert guard.safe(safe) == safe


@pytest.mark.slow
def test_type_checker_refuses_plain_text_where_safe_text_is_asked(tmp_path: Path) -> None:
    source = tmp_path / "caller.py"
    source.write_text(
        "from chatcore import guard\n"
        "def store(text: guard.SafeText) -> None: ...\n"
        "store(guard.safe('hello'))\n"
        "store('hello')\n"
        "store(guard.safe('hello')[1:])\n"
    )
    output = checked(source, tmp_path)
    assert "caller.py:4: error" in output
    assert "caller.py:5: error" in output
    assert output.count("arg-type") == 2
    assert "Found 2 errors" in output


def checked(source: Path, folder: Path) -> str:
    settings = folder / "mypy.ini"
    settings.write_text("[mypy]\nstrict = true\n")
    finished = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(settings), str(source)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.stdout + finished.stderr
