#!/usr/bin/env python3
"""layers_test.py BUILD LAYERS COMPILER: an upward include must not compile, a downward one must.

BUILD/layers/roots.txt is written by CMake: each layer's folder and the include roots its files really
get. For every ordered pair of layers one probe includes a header of the second with the roots of the
first; SEES says what must happen. LAYERS: "all", or those to probe, with commas. Prints TAP.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

# Folder of a layer -> folders it sees, itself included. The table of docs/ARCHITECTURE.md.
CORE = {"core/base", "core/model"}
SEES = {
    "core/base": {"core/base"},
    "core/model": CORE,
    "core/geo": CORE | {"core/geo"},
    "core/rules": CORE | {"core/geo", "core/rules"},
    "core/wire": CORE | {"core/geo", "core/rules", "core/wire"},
    "app": CORE | {"core/geo", "core/rules", "core/wire", "app"},
    "ui": CORE | {"core/geo", "core/rules", "core/wire", "app", "ui"},
    "platform/fake": CORE | {"core/geo", "core/rules", "core/wire", "app", "platform/fake"},
    "platform/web": CORE | {"core/geo", "core/rules", "core/wire", "app", "platform/web"},
    "server": CORE | {"core/geo", "core/rules", "core/wire", "server"},
    "client": CORE | {"core/geo", "core/rules", "core/wire", "app", "ui", "platform/web", "client"},
}
# What a door (entourage_door) shows beside that: single headers of another layer.
DOORS = {
    "platform/web": {"ui/host.hpp", "ui/semantics.hpp"},
}


def header_of(source, folder, doors=frozenset()):
    names = sorted(str(p.relative_to(source)) for p in (source / folder).rglob("*.hpp"))
    return next((name for name in names if name not in doors), None)


def compiles(compiler, header, roots):
    probe = f'#include "{header}"\n'
    command = [*compiler, "-std=c++20", "-fsyntax-only", "-x", "c++", "-", *[f"-I{root}" for root in roots]]
    run = subprocess.run(command, input=probe, capture_output=True, text=True, cwd="/")
    missing = re.search(r"fatal error:.*(No such file|file not found)", run.stderr)
    return run.returncode == 0, bool(missing), run.stderr


def main(build, only, *compiler):
    source = pathlib.Path(__file__).resolve().parents[2] / "src"
    layers = {}
    for line in (pathlib.Path(build) / "layers/roots.txt").read_text().splitlines():
        path, *roots = line.split("|")
        layers[path] = [root for root in roots if root]
    unknown = set(layers) - set(SEES)
    if unknown:
        sys.exit(f"tests/layers/layers_test.py: SEES does not name {unknown}")
    if only != "all":
        layers = {path: layers[path] for path in only.split(",")}

    pairs = []
    for from_, roots in layers.items():
        for to in SEES:
            header = header_of(source, to, DOORS.get(from_, frozenset()))
            if header:
                pairs.append((from_, to, header, roots))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda p: compiles(compiler, p[2], p[3]), pairs))
    failed = 0
    for number, ((from_, to, header, _), (good, missing, error)) in enumerate(zip(pairs, results), 1):
        wanted = to in SEES[from_]
        right = good if wanted else missing
        failed += not right
        print(f"{'ok' if right else 'not ok'} {number} - {from_} {'sees' if wanted else 'cannot see'} {header}")
        if not right:
            print("    it compiled" if good else "    " + error.strip().replace("\n", "\n    ")[:2000])
    upward = sum(to not in SEES[from_] for from_, to, _, _ in pairs)
    if not upward:
        failed += 1
        print("not ok - no pair of layers was tried")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
