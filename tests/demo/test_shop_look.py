"""The shop's look, as far as it can be computed: contrast, weight, and drawings that only draw."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

STATIC = Path(finders.find("chatcore/demo/shop_static/base.css")).parent
DRAWINGS = sorted(STATIC.glob("*.svg"))
STYLES = sorted(STATIC.glob("*.css"))
ALL_DRAWINGS_LIMIT_BYTES = 120_000
# WCAG 2.2: 1.4.3 for text, 1.4.11 for the edges of fields and the focus ring.
TEXT_CONTRAST = 4.5
EDGE_CONTRAST = 3.0
TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("soft-ink", "paper"),
    ("soft-ink", "surface"),
    ("brand", "paper"),
    ("brand", "surface"),
    ("brand-strong", "paper"),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-night", "night"),
    ("soft-on-night", "night"),
    ("night", "on-night"),
    ("leaf-ink", "leaf"),
    ("alarm", "paper"),
    ("alarm", "alarm-ground"),
]
EDGE_ON_GROUND = [("edge", "paper"), ("edge", "surface"), ("brand", "paper"), ("alarm", "surface")]


def colours(scheme: str) -> dict[str, str]:
    """The named colours in force: the dark scheme overrides some of the light one."""
    light, dark = re.findall(r":root \{(.*?)\}", (STATIC / "base.css").read_text(), re.DOTALL)
    named = re.compile(r"--([\w-]+): #([0-9a-f]{3,6});")
    chosen = dict(named.findall(light))
    return chosen | dict(named.findall(dark)) if scheme == "dark" else chosen


def luminance(colour: str) -> float:
    """Relative luminance of a hexadecimal sRGB colour (WCAG 2.2, glossary)."""
    if len(colour) == 3:
        colour = "".join(digit * 2 for digit in colour)
    channels = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one():
    assert contrast("000", "ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_is_readable_on_its_ground(scheme, text, ground):
    named = colours(scheme)
    assert contrast(named[text], named[ground]) >= TEXT_CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_ON_GROUND)
def test_fields_and_focus_stand_out_from_their_ground(scheme, edge, ground):
    named = colours(scheme)
    assert contrast(named[edge], named[ground]) >= EDGE_CONTRAST


def test_all_drawings_together_stay_light():
    assert len(DRAWINGS) == 9
    assert sum(drawing.stat().st_size for drawing in DRAWINGS) < ALL_DRAWINGS_LIMIT_BYTES


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_a_drawing_holds_no_script_no_style_and_no_foreign_address(drawing):
    source = drawing.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert source.startswith("<svg ")
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|<foreignObject|<image|://", source)
    used = set(re.findall(r'(?:href="|url\()#([\w-]+)', source))
    assert used <= set(re.findall(r'id="([\w-]+)"', source))


@pytest.mark.parametrize("name", [style.name for style in STYLES])
def test_styles_load_nothing_from_elsewhere_and_name_only_known_colours(name):
    source = (STATIC / name).read_text()
    assert not re.search(r"url\(|@import|://", source)
    defined = set(re.findall(r"--([\w-]+):", (STATIC / "base.css").read_text()))
    assert set(re.findall(r"var\(--([\w-]+)", source)) <= defined
