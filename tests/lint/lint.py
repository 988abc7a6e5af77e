#!/usr/bin/env python3
"""The rules a compiler cannot keep. Prints one TAP line a rule, and under a broken one every place.

A rule is a function that yields "file:line: what". The list has no exceptions: where a rule does not
fit, change the rule.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
os.chdir(ROOT)
sys.path.append(str(ROOT / "script/lib"))
import words  # noqa: E402


def tracked():
    run = shutil.which("git") and subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                                                 capture_output=True, text=True)
    if run and run.returncode == 0:
        names = run.stdout.split("\0")
    else:  # an unpacked archive
        skip = {"build", "node_modules", "var", ".git"}
        names = [str(p) for p in pathlib.Path(".").rglob("*") if not skip & set(p.parts)]
    return sorted({name for name in names if name and os.path.isfile(name)})


FILES = tracked()
CPP = [f for f in FILES if f.endswith((".cpp", ".hpp")) and f.startswith(("src/", "tests/"))]
TEXT = {}


def text(path):
    if path not in TEXT:
        try:
            TEXT[path] = pathlib.Path(path).read_text()
        except UnicodeDecodeError:
            TEXT[path] = ""
    return TEXT[path]


def lines(path):
    return enumerate(text(path).splitlines(), 1)


def includes(path):
    for number, line in lines(path):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if found:
            yield number, found[2]


def no_upward_paths():
    """no .. in includes"""
    for path in CPP:
        for number, name in includes(path):
            if ".." in name.split("/"):
                yield f"{path}:{number}: {name}"


# Whose header may be seen where.
HOMES = [
    (r"imgui|imstb|imconfig", ("src/ui/", "src/platform/web/", "src/client/", "tests/ui/")),
    (r"nlohmann/", ("src/core/wire/", "src/server/", "tests/")),
    (r"boost/test/", ("tests/",)),
    (r"boost/(beast|asio)", ("src/server/http/", "tests/server/", "tests/fuzz/")),
    (r"boost/", ("src/server/", "tests/")),
    (r"soci|sqlite3|libpq", ("src/server/storage/", "tests/server/")),
    (r"curl/", ("src/server/sending/", "src/server/remote_import.cpp", "src/server/imports/fetch.cpp")),
    (r"(osmium|protozero)/", ("src/server/imports/", "tests/server/", "tests/load/", "tests/fuzz/")),
    (r"csv\.h", ("src/server/imports/",)),
    (r"sodium", ("src/server/", "tests/server/")),
    (r"SDL|GLES|GL/|emscripten", ("src/platform/web/", "src/client/")),
]


def third_party_stays_home():
    """third-party headers only in the layer that owns them"""
    for path in CPP:
        for number, name in includes(path):
            for pattern, homes in HOMES:
                if re.match(pattern, name):
                    if not path.startswith(homes):
                        yield f"{path}:{number}: {name} belongs in {', '.join(homes)}"
                    break


def beast_in_one_file():
    """Beast's HTTP and Asio in one .cpp of src/server/http (they compile slowly; Beast's zlib is light)"""
    users = sorted({path for path in CPP if path.startswith("src/")
                    for _, name in includes(path) if re.match(r"boost/(asio|beast(?!/zlib))", name)})
    if len(users) > 1 or any(not path.endswith(".cpp") for path in users):
        yield from (f"{path}:1: sees Beast or Asio" for path in users)


def no_inline_javascript():
    """no EM_ASM, no EM_JS: JavaScript lives in web/"""
    for path in CPP:
        for number, line in lines(path):
            if re.search(r"\bEM_(ASM|JS)\w*\b", line):
                yield f"{path}:{number}: {line.strip()}"


def screens_use_widgets():
    """no ImGui:: in ui/screens"""
    for path in CPP:
        if path.startswith("src/ui/screens/"):
            for number, line in lines(path):
                if "ImGui::" in line:
                    yield f"{path}:{number}: {line.strip()}"


def without_comments(source):
    pattern = r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\''
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m[0]) if m[0].startswith("/") else m[0], source, flags=re.S)


# Attributes whose value is a list of tokens, not words.
TOKEN_LISTS = {"rel", "class", "style", "autocomplete", "aria-describedby", "aria-labelledby", "aria-controls"}


def words_live_in_the_locale():
    """no text for people in ui and web: it lives in assets/locale"""
    for path in FILES:
        if re.fullmatch(r"web/.*\.js", path):
            for number, line in enumerate(without_comments(text(path)).splitlines(), 1):
                if re.search(r"['\"`][^'\"`]*[^\W\d_a-zA-Z][^'\"`]*['\"`]", line):
                    yield f"{path}:{number}: {line.strip()}"
        if not path.startswith("src/ui/") or path not in CPP:
            continue
        for number, line in enumerate(without_comments(text(path)).splitlines(), 1):
            if re.match(r"\s*#|\s*static_assert", line):
                continue
            literals = re.findall(r'"((?:\\.|[^"\\])*)"', line)
            for before, literal in zip(["", *literals], literals):
                if before in TOKEN_LISTS:
                    continue
                if re.search(r"[^\W\d_a-zA-Z]|[A-Za-z][ ,][A-Za-z ]", literal):
                    yield f'{path}:{number}: "{literal}"'


def words_are_whole():
    """assets/locale: every key in every language, with its placeholders; each is used, and none is used that is not there"""
    tables, wrong = words.check("assets/locale")
    yield from wrong
    if not tables:
        return
    used = "".join(text(path) for path in FILES if re.match(r"src/ui/.*\.cpp$|web/.*\.js$", path))
    used = set(re.findall(r"\w+", used))
    for key, entry in tables[0].entries.items():
        if key not in used:
            yield f"{tables[0].path}:{entry.line}: {key} is used nowhere"
    for path in FILES:
        if re.fullmatch(r"web/.*\.js", path):
            for number, line in lines(path):
                for key in re.findall(rf"\b{words.WEB}\w+", line):
                    if key not in tables[0].entries:
                        yield f"{path}:{number}: {key} is not in assets/locale"


def markup_in_one_file():
    """no innerHTML, eval or document.write in web/, but in trusted_types.js"""
    for path in FILES:
        if re.fullmatch(r"web/.*\.js", path) and path != "web/trusted_types.js":
            for number, line in lines(path):
                if re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function)", line):
                    yield f"{path}:{number}: {line.strip()}"


def files_stay_small():
    """no file of more than 400 lines"""
    for path in FILES:
        if re.search(r"\.(cpp|hpp|js|mjs|py|sh|cmake)$|^script/[a-z-]+$|CMakeLists\.txt$", path):
            count = text(path).count("\n")
            if count > 400:
                yield f"{path}:1: {count} lines"


def headers_guard_once():
    """every header begins its code with #pragma once"""
    for path in CPP:
        if path.endswith(".hpp") and "#pragma once" not in text(path):
            yield f"{path}:1: no #pragma once"


def names_are_snake_case():
    """files of src, tests and web are named in snake_case"""
    for path in FILES:
        if path.startswith(("src/", "web/")) and re.search(r"\.(cpp|hpp|js|css|sql)$", path):
            name = os.path.basename(path)
            if not re.fullmatch(r"[a-z0-9_]+(\.[a-z]+)+", name):
                yield f"{path}:1: {name}"


def no_machine_in_the_repository():
    """no package host, no path of a developer's machine"""
    hosts = re.compile(r"\b(registry|deb|mirrors?|ftp|archive|pypi|npm|security|snapshot|proxy)\.[a-z0-9-]+\.(org|com|net|io|fr)\b")
    homes = re.compile(r"(?<![\w.$}])/(work|root|home)/\w")
    built = re.compile(r"^(script/|\.npmrc|package(-lock)?\.json|CMake|.*\.cmake$)")
    for path in FILES:
        if path.startswith("assets/") and not path.endswith((".md", ".txt")):
            continue
        for number, line in lines(path):
            if hosts.search(line) or homes.search(line):
                yield f"{path}:{number}: {line.strip()[:120]}"
            elif built.match(path) and '"funding"' not in line and re.search(r'"resolved"\s*:', line):
                yield f"{path}:{number}: {line.strip()[:120]}"


def lock_is_exact():
    """package.json names exact versions, and the lock names no host"""
    package = json.loads(text("package.json"))
    for group in ("dependencies", "devDependencies", "optionalDependencies"):
        for name, version in package.get(group, {}).items():
            if not re.fullmatch(r"\d+\.\d+\.\d+", version):
                yield f"package.json:1: {name} {version}"


def formatted():
    """clang-format"""
    tool = "clang-format-19"  # others set some lines otherwise
    if shutil.which(tool) is None:
        yield "clang-format-19 is not installed: script/test lint installs it"
        return
    if not CPP:
        return
    run = subprocess.run([tool, "--dry-run", "--Werror", "--ferror-limit=1", *CPP], capture_output=True, text=True)
    for path in sorted(set(re.findall(r"^(.*?):\d+:\d+: error", run.stderr, re.M))):
        yield f"{path}:1: run {tool} -i on it"


RULES = [no_upward_paths, third_party_stays_home, beast_in_one_file, no_inline_javascript, screens_use_widgets,
         words_live_in_the_locale, words_are_whole, markup_in_one_file, files_stay_small, headers_guard_once, names_are_snake_case,
         no_machine_in_the_repository, lock_is_exact, formatted]


def main():
    broken = 0
    for number, rule in enumerate(RULES, 1):
        places = list(rule())
        broken += bool(places)
        print(f"{'not ok' if places else 'ok'} {number} - {rule.__doc__}")
        for place in places[:40]:
            print(f"    {place}")
        if len(places) > 40:
            print(f"    … and {len(places) - 40} more")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
