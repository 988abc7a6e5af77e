#!/usr/bin/env python3
"""fonts.py NODE_MODULES ICONS_JSON OUT

Cuts the fonts down to what is painted: Nunito, and Atkinson Hyperlegible Next for who prefers it, in the three
weights of assets/tokens.json to the Latin scripts, Phosphor (bold and fill) to the icons of assets/icons.txt. TTF, because Dear ImGui reads that;
hints go, because neither it nor a phone's browser uses them.
"""
import json
import pathlib
import sys

from fontTools import subset

LATIN = [
    *range(0x0020, 0x007F), *range(0x00A0, 0x0180),  # Basic Latin, Latin-1, Latin Extended-A
    0x0192, 0x0218, 0x0219, 0x021A, 0x021B, 0x1E9E,  # florin, Romanian comma letters, capital sharp s
    0x02C6, 0x02C7, 0x02DA, 0x02DC, *range(0x0300, 0x0305), 0x0306, 0x0307, 0x0308, 0x030A, 0x030C, 0x0327,
    *range(0x2000, 0x2070),                          # spaces (no-break, thin), dashes, quotes, ellipsis
    0x2070, *range(0x2074, 0x2080), *range(0x2080, 0x208A), 0x20AC, 0x2116, 0x2122,
    *range(0x2190, 0x219A), 0x2212, 0x2215, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CF, 0x2713, 0xFFFD,
]
WEIGHTS = {500: "500Medium", 700: "700Bold", 800: "800ExtraBold"}
FAMILIES = {"nunito": ("nunito", "Nunito"), "atkinson": ("atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext")}


def cut(source, target, code_points):
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, names, licence
    options.notdef_outline = True
    options.glyph_names = False
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def main(modules, icons, out):
    modules, out = pathlib.Path(modules), pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for short, (package, family) in FAMILIES.items():
        for weight, name in WEIGHTS.items():
            source = modules / f"@expo-google-fonts/{package}/{name}/{family}_{name}.ttf"
            cut(source, out / f"{short}-{weight}.ttf", LATIN)
    glyphs = list(json.loads(pathlib.Path(icons).read_text()).values())
    for style in ("bold", "fill"):
        source = modules / f"@phosphor-icons/web/src/{style}/Phosphor-{style.capitalize()}.ttf"
        cut(source, out / f"icons-{style}.ttf", glyphs)


if __name__ == "__main__":
    main(*sys.argv[1:])
