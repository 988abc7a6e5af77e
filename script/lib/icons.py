#!/usr/bin/env python3
"""icons.py NAMES PHOSPHOR HEADER JSON

Reads icon names (one a line, # starts a comment) and Phosphor's style sheets, writes their code
points as a C++ header for ui and as JSON for the font subsetting and for pages. Bold and fill give
one code point to one name; that is checked, because one constant serves both fonts.
"""
import json
import pathlib
import re
import sys


def code_points(sheet):
    found = re.findall(r'\.ph-([a-z0-9-]+):before \{\s*content: "\\([0-9a-f]+)"', sheet.read_text())
    return {name: int(code, 16) for name, code in found}


def constant(name):
    return "k" + "".join(part.capitalize() for part in name.split("-"))


def main(names_path, phosphor, header, table):
    phosphor = pathlib.Path(phosphor)
    names = sorted({line.split("#")[0].strip() for line in open(names_path)} - {""})
    bold, fill = code_points(phosphor / "bold/style.css"), code_points(phosphor / "fill/style.css")
    unknown = [name for name in names if name not in bold or name not in fill]
    if unknown:
        sys.exit(f"{names_path}: Phosphor has no icon {', '.join(unknown)}")
    twofold = [name for name in names if bold[name] != fill[name]]
    if twofold:
        sys.exit(f"{names_path}: bold and fill disagree about {', '.join(twofold)}")

    lines = ["#pragma once", "// Written by script/lib/icons.py from assets/icons.txt; do not edit.", "",
             "namespace ui::icon {", "// UTF-8 text of one glyph in the icon fonts (bold and fill alike)."]
    for name in names:
        text = "".join(f"\\x{byte:02x}" for byte in chr(bold[name]).encode())
        lines.append(f'inline constexpr const char* {constant(name)} = "{text}";')
    lines += ["", "struct Named {", "  const char* name;", "  const char* glyph;", "};",
              f"inline constexpr Named kAll[{len(names)}] = {{"]
    lines += [f'    {{"{name}", {constant(name)}}},' for name in names]
    lines += ["};", "}  // namespace ui::icon", ""]
    pathlib.Path(header).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(header).write_text("\n".join(lines))
    pathlib.Path(table).write_text(json.dumps({name: bold[name] for name in names}, indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
