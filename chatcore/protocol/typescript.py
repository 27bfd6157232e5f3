"""Our typed classes as TypeScript, so that the browser's types cannot drift from the server's."""

from __future__ import annotations

import inspect as source
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from msgspec import Raw, Struct, UnsetType

PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def interface(struct: type[Struct]) -> str:
    """One `export interface`, with the class's docstring and its tag."""
    lines = [_comment(struct), f"export interface {struct.__name__} {{"]
    tag_field, tag = struct.__struct_config__.tag_field, struct.__struct_config__.tag
    if tag_field:
        lines.append(f'  {tag_field}: "{tag}";')
    hints = get_type_hints(struct)
    for field in msgspec.structs.fields(struct):
        optional = "" if field.required else "?"
        lines.append(f"  {field.encode_name}{optional}: {written(hints[field.name])};")
    return "\n".join([*lines, "}"])


def union(name: str, members: Any) -> str:
    """An `export type` of several interfaces."""
    return f"export type {name} = {written(members)};"


def table(name: str, members: Mapping[str, type[Struct]]) -> str:
    """An `export interface` from a name on the wire to the interface it stands for."""
    rows = [f'  "{key}": {struct.__name__};' for key, struct in members.items()]
    return "\n".join([f"export interface {name} {{", *rows, "}"])


def written(hint: Any) -> str:
    """A Python type as TypeScript writes it."""
    if hint in PLAIN:
        return PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (typing.Union, types.UnionType):
        kept = [argument for argument in arguments if argument is not UnsetType]
        return " | ".join(dict.fromkeys(written(argument) for argument in kept))
    if origin is Literal:
        return " | ".join(f'"{argument}"' for argument in arguments)
    if origin in (list, tuple):
        return f"Array<{written(arguments[0])}>"
    if origin is dict:
        return f"Record<{written(arguments[0])}, {written(arguments[1])}>"
    return _class(hint)


def _class(hint: Any) -> str:
    if hint is Raw:
        return "unknown"
    if issubclass(hint, Struct):
        return str(hint.__name__)
    if issubclass(hint, Enum):
        return " | ".join(f'"{member.value}"' for member in hint)
    if issubclass(hint, str | UUID):
        return "string"
    raise TypeError(hint)


def _comment(struct: type[Struct]) -> str:
    text = (source.getdoc(struct) or "").replace("\n", "\n * ")
    return f"/** {text} */" if "\n" not in text else f"/**\n * {text}\n */"
