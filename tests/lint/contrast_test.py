#!/usr/bin/env python3
"""Every colour of assets/tokens.json can be read on every colour it stands on (WCAG 2.2, 1.4.3 and 1.4.11). Prints TAP.

Letters need 4.5:1, and 7:1 in high contrast; parts that mean something (edges, rings, icons) need 3:1.
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
THEMES = json.loads((ROOT / "assets/tokens.json").read_text())["color"]
GROUNDS = ["ground", "surface", "surface-raised", "surface-sunken", "surface-hover", "surface-pressed"]
OPEN_GROUNDS = ["ground", "surface", "surface-raised", "surface-hover"]
MAP = [f"map.{name}" for name in ("land", "block", "water", "green", "road")]
STATES = ["success", "warning", "danger"]


def luminance(colour):
    """Relative luminance of sRGB "#RRGGBB" (WCAG 2.2, definitions)."""
    def linear(part):
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    red, green, blue = (linear(int(colour[i:i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def letters(kinds):
    yield from (("text text-muted link", ground) for ground in GROUNDS)
    yield from (("accent on-accent-soft", ground) for ground in OPEN_GROUNDS)
    yield from ((" ".join(STATES), ground) for ground in OPEN_GROUNDS + ["surface-sunken"])
    yield from (("on-accent", ground) for ground in ("accent", "accent-hover", "accent-pressed"))
    yield from (("on-accent-soft text text-muted", "accent-soft"), ("on-disabled", "disabled"), ("on-danger", "danger"), ("surface", "text"))
    yield from ((f"{state} text text-muted", f"{state}-soft") for state in STATES)
    for kind in kinds:
        yield f"kind.{kind}.on", f"kind.{kind}.solid"
        yield f"kind.{kind}.text text", f"kind.{kind}.soft"
        yield from ((f"kind.{kind}.text", ground) for ground in ("surface", "surface-raised", "surface-hover", "surface-sunken"))
    yield from (("map.label", ground) for ground in MAP + ["map.halo"])
    yield from (("map.water-label", "map.water"), ("map.green-label", "map.green"))


def parts(kinds):
    yield from (("focus", ground) for ground in GROUNDS + ["accent-soft", "danger-soft", "warning-soft", "map.land", "map.water", "map.green"])
    yield from (("line-strong", ground) for ground in ("ground", "surface", "surface-raised", "surface-sunken", "accent-soft", "track"))
    yield from (("accent", ground) for ground in ("surface", "accent-soft", "track", "map.land", "map.water", "map.green", "map.block"))
    yield from (("text", "track"), ("danger", "surface-raised"))
    yield from ((f"kind.{kind}.edge", ground) for kind in kinds for ground in ["surface", *MAP])


def misses(theme, pairs, least):
    def colour(path):
        value = THEMES[theme]
        for part in path.split("."):
            value = value[part]
        return value
    for fronts, back in pairs:
        for front in fronts.split():
            ratio = contrast(colour(front), colour(back))
            if ratio < least:
                yield f"{front} on {back}: {ratio:.2f}, at least {least}"


failed = 0
number = 0
for theme in THEMES:
    kinds = THEMES[theme]["kind"]
    for what, pairs, least in (("letters", letters(kinds), 7 if theme == "high-contrast" else 4.5), ("parts", parts(kinds), 3)):
        number += 1
        found = list(misses(theme, pairs, least))
        failed += bool(found)
        print(f"{'not ok' if found else 'ok'} {number} - {what} can be seen, {theme}")
        for line in found:
            print(f"#     {line}")
print(f"1..{number}")
sys.exit(1 if failed else 0)
