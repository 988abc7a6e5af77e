#!/usr/bin/env python3
"""openapi.py DOCUMENT HEADER

Turns assets/api/openapi.json, which people write, into a C++ header: the same document without its blanks, as the bytes
that the server sends. What is not JSON, or has a name twice in one object, is told and nothing is written.
"""
import json
import pathlib
import re
import sys


def once(pairs):
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f'"{name}" stands twice in one object')
    return dict(pairs)


def main(document, header):
    try:
        read = json.loads(pathlib.Path(document).read_text(encoding="utf-8"), object_pairs_hook=once)
    except ValueError as error:
        sys.exit(f"{document}: {error}")
    packed = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    pieces = re.findall(r".{1,2000}", packed, re.S)
    lines = "\n".join(f'    R"api({piece})api"' for piece in pieces)
    out = pathlib.Path(header)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("#pragma once\n// Written by script/lib/openapi.py from assets/api/openapi.json; do not edit.\n\n"
                   "#include <string_view>\n\nnamespace server {\n\n"
                   f"inline constexpr std::string_view kOpenApi =\n{lines};\n\n}}  // namespace server\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
