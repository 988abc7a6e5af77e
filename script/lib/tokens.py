#!/usr/bin/env python3
"""tokens.py TOKENS HEADER CSS

Turns assets/tokens.json into what the client paints with (ui/tokens_generated.hpp) and what pages and
real inputs are styled with (tokens.css), so that a colour or a size is written in one place only.

C++: ui::Palette kLight, kDark, kHighContrast (colours packed 0xAABBGGRR, as Dear ImGui wants them),
     ui::size::k…, ui::space::k…, ui::radius::k…, ui::type::k…, ui::duration_ms::k…,
     ui::breakpoint::k…, ui::shadow::k…, ui::kPlaceFamilies.
CSS: --surface, --kind-demand-solid, --map-land, --space-4, --radius-m, --type-body-size …; light by
     default, dark by prefers-color-scheme, either forced by data-theme on the root element, and
     data-theme="high-contrast" (or prefers-contrast: more).
"""
import json
import pathlib
import sys


def snake(name):
    return name.replace("-", "_")


def constant(name):
    return "k" + "".join(part.capitalize() for part in str(name).split("-"))


def packed(colour):
    """"#RRGGBB" or "#RRGGBBAA" -> 0xAABBGGRR."""
    digits = colour.lstrip("#")
    red, green, blue = (int(digits[i:i + 2], 16) for i in (0, 2, 4))
    alpha = int(digits[6:8], 16) if len(digits) == 8 else 255
    return f"0x{alpha:02X}{blue:02X}{green:02X}{red:02X}"


def number(value):
    return f"{float(value):g}" + (".0f" if float(value) == int(value) else "f")


def plain(theme):
    return [key for key, value in theme.items() if isinstance(value, str)]


def palette(name, theme):
    lines = [f"inline constexpr Palette {name}{{"]
    lines += [f"    .{snake(key)} = {packed(theme[key])}," for key in plain(theme)]
    for kind, colours in theme["kind"].items():
        values = ", ".join(f".{part} = {packed(colour)}" for part, colour in colours.items())
        lines.append(f"    .{snake(kind)} = {{{values}}},")
    values = ", ".join(f".{snake(part)} = {packed(colour)}" for part, colour in theme["map"].items())
    return lines + [f"    .map = {{{values}}},", "};", ""]


def numbers(namespace, values, comment):
    lines = [f"// {comment}", f"namespace {namespace} {{"]
    for key, value in values.items():
        if isinstance(value, dict):
            lines += [f"inline constexpr float {constant(key + '-' + k)} = {number(v)};" for k, v in value.items()]
        elif isinstance(value, list):
            lines += [f"inline constexpr float {constant(key + '-' + k)} = {number(v)};"
                      for k, v in zip(("width", "height"), value)]
        else:
            lines.append(f"inline constexpr float {constant(key)} = {number(value)};")
    return lines + [f"}}  // namespace {namespace}", ""]


def header(tokens):
    light = tokens["color"]["light"]
    out = ["#pragma once", "// Written by script/lib/tokens.py from assets/tokens.json; do not edit.", "",
           "#include <cstdint>", "", '#include "ui/icons_generated.hpp"', "", "namespace ui {", "",
           "// One kind of thing: solid (fill), on (glyph or text on solid), edge (outline), soft (tint), text.",
           "struct KindColors {", "  std::uint32_t " + ", ".join(light["kind"]["demand"]) + ";", "};", "",
           "struct MapColors {", "  std::uint32_t " + ", ".join(map(snake, light["map"])) + ";", "};", "",
           "// Colours are packed 0xAABBGGRR.", "struct Palette {"]
    out += [f"  std::uint32_t {snake(key)};" for key in plain(light)]
    out += [f"  KindColors {snake(kind)};" for kind in light["kind"]]
    out += ["  MapColors map;", "};", ""]
    out += palette("kLight", light) + palette("kDark", tokens["color"]["dark"])
    out += palette("kHighContrast", tokens["color"]["high-contrast"])
    out += numbers("size", tokens["size"], "px at a 16 px root; they scale with the person's text size.")
    out += numbers("space", tokens["space"], "The grid of 4.")
    out += numbers("radius", tokens["radius"], "Corner radii, px.")
    out += numbers("breakpoint", tokens["breakpoint"], "Smallest width of each layout, px.")
    out += numbers("duration_ms", tokens["motion"]["duration-ms"], "Milliseconds.")
    out += ["// size and line are px, weight names the font.", "struct TypeStyle {", "  float size, line;",
            "  int weight;", "};", "namespace type {"]
    out += [f"inline constexpr TypeStyle {constant(name)}{{{number(s['size'])}, {number(s['line'])}, {s['weight']}}};"
            for name, s in tokens["type"]["scale"].items()]
    out += ["}  // namespace type", "",
            "// One layer of a shadow: offset, CSS blur radius, spread (px) and opacity.",
            "struct ShadowLayer {", "  float y, blur, spread, alpha;", "};", "namespace shadow {"]
    for level in "123":
        layers = ", ".join("{" + ", ".join(number(layer[k]) for k in ("y", "blur", "spread", "alpha")) + "}"
                           for layer in tokens["shadow"][level])
        out.append(f"inline constexpr ShadowLayer kLevel{level}[] = {{{layers}}};")
    out += [f"inline constexpr float kDarkAlphaFactor = {number(tokens['shadow']['dark-alpha-factor'])};",
            "}  // namespace shadow", "",
            "// Family and glyph of each place category (core/model/place).", "struct PlaceFamily {",
            "  int category;", "  KindColors Palette::*colors;", "  const char* glyph;", "};",
            "inline constexpr PlaceFamily kPlaceFamilies[] = {"]
    for family, entry in tokens["place-families"].items():
        out += [f"    {{{category}, &Palette::{snake(family)}, icon::{constant(entry['icons'][str(category)])}}},"
                for category in entry["categories"]]
    return out + ["};", "", "}  // namespace ui", ""]


def theme_properties(theme, scheme):
    out = [f"color-scheme: {scheme};"] + [f"--{key}: {theme[key]};" for key in plain(theme)]
    for kind, colours in theme["kind"].items():
        out += [f"--kind-{kind}-{part}: {colour};" for part, colour in colours.items()]
    return out + [f"--map-{part}: {colour};" for part, colour in theme["map"].items()]


def css(tokens):
    out = ["/* Written by script/lib/tokens.py from assets/tokens.json; do not edit. */"]

    def block(selector, properties, media=None):
        body = [f"{selector} {{", *(f"  {p}" for p in properties), "}"]
        out.extend([f"@media {media} {{", *body, "}"] if media else body)

    colours = tokens["color"]
    light = theme_properties(colours["light"], "light")
    dark = theme_properties(colours["dark"], "dark")
    contrast = theme_properties(colours["high-contrast"], "light")
    sizes = [f"--space-{k}: {v}px;" for k, v in tokens["space"].items()]
    sizes += [f"--radius-{k}: {v}px;" for k, v in tokens["radius"].items()]
    sizes += [f"--size-{k}: {v}px;" for k, v in tokens["size"].items() if isinstance(v, (int, float))]
    for name, style in tokens["type"]["scale"].items():
        sizes += [f"--type-{name}-size: {style['size'] / 16:g}rem;", f"--type-{name}-line: {style['line'] / 16:g}rem;",
                  f"--type-{name}-weight: {style['weight']};"]
    sizes += [f"--duration-{k}: {v}ms;" for k, v in tokens["motion"]["duration-ms"].items()]
    sizes += [f"--easing-{k}: cubic-bezier({', '.join(map(str, v))});" for k, v in tokens["motion"]["easing"].items()]
    block(":root", sizes + light)
    block(":root:not([data-theme])", dark, "(prefers-color-scheme: dark)")
    block(":root:not([data-theme])", contrast, "(prefers-contrast: more)")
    block(':root[data-theme="light"]', light)
    block(':root[data-theme="dark"]', dark)
    block(':root[data-theme="high-contrast"]', contrast)
    return out + [""]


def main(source, header_path, css_path):
    tokens = json.loads(pathlib.Path(source).read_text())
    for path, lines in ((header_path, header(tokens)), (css_path, css(tokens))):
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
