#!/usr/bin/env python3
"""words.py FOLDER HEADER MODULE

Turns the words that people read, FOLDER/*.po (gettext), into a C++ header for ui and an ES module for web/. A msgid is
not a text but a key: the name of a member, so that an unknown one does not compile. Counted things have a msgid_plural,
which repeats the key, and two forms. {name} stands for a value.

C++: ui::Language, kLanguages, code_of, language_of, is_right_to_left (X-Direction: rtl in the header); ui::Words (one member a key), words_of(Language); ui::Counted (of
     counted things) and is_many(Language, n), from the file's Plural-Forms.
JavaScript: kDirections[language]; kWords[language][key] of the keys that begin with web_, which C++ does not get.

French is the first language: every other one has its keys and its placeholders. What is wrong is told as
"file:line: what", and nothing is written. tests/lint asks the same of check().
"""
import json
import keyword
import pathlib
import re
import sys
from dataclasses import dataclass, field

FIRST = "fr"
WEB = "web_"
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
PLURALS = re.compile(r"nplurals=2; plural=\((n (?:>|!=) 1)\);")
CPP_WORDS = {"continue", "default", "delete", "switch", "case", "new", "this", "operator", "public", "private", "union",
             "void", "int", "char", "short", "long", "float", "double", "auto", "const", "do", "export", "register",
             "signed", "static", "struct", "template", "throw", "true", "false", "typedef", "using", "virtual", "enum"}


@dataclass
class Entry:
    line: int
    key: str = ""
    plural: str | None = None
    forms: dict = field(default_factory=dict)  # 0, 1: text

    def placeholders(self):
        return {form: sorted(set(re.findall(r"\{(\w+)\}", text))) for form, text in self.forms.items()}


@dataclass
class Table:
    path: str
    language: str
    entries: dict = field(default_factory=dict)
    many: str = ""  # when the second form is used
    direction: str = "ltr"  # which way it is written
    wrong: list = field(default_factory=list)

    def blame(self, line, what):
        self.wrong.append(f"{self.path}:{line}: {what}")


def unquoted(text):
    return re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], m[0]), text)


def read(path):
    """The entries of one file, as far as they can be read."""
    table = Table(str(path), pathlib.Path(path).stem)
    entry, into = None, None
    entries = []
    for number, line in enumerate(pathlib.Path(path).read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if line.startswith("#, ") and "fuzzy" in line:
            table.blame(number, "marked as fuzzy: look at it, then take the mark away")
        if not line or line.startswith("#"):
            continue
        found = re.fullmatch(r'(?:(msgid|msgid_plural|msgstr(?:\[([01])\])?)\s+)?"((?:[^"\\]|\\.)*)"', line)
        if not found or (found[1] != "msgid" and entry is None):
            table.blame(number, f"not a line of a PO file: {line}")
            continue
        if found[1] == "msgid":
            entry = Entry(number)
            entries.append(entry)
        into = found[1] or into
        text = unquoted(found[3])
        if into == "msgid":
            entry.key += text
        elif into == "msgid_plural":
            entry.plural = (entry.plural or "") + text
        else:
            form = int(into[7]) if into != "msgstr" else 0
            entry.forms[form] = entry.forms.get(form, "") + text
    for entry in entries:
        if entry.key in table.entries:
            table.blame(entry.line, f"{entry.key} is there twice")
        table.entries[entry.key] = entry
    return table


def check_header(table):
    header = table.entries.pop("", None)
    text = header.forms.get(0, "") if header else ""
    if f"Language: {table.language}\n" not in text:
        table.blame(header.line if header else 1, f"its header does not say Language: {table.language}")
    direction = re.search(r"^X-Direction: (.*)$", text, re.M)
    if direction and direction[1] not in ("ltr", "rtl"):
        table.blame(header.line, f"X-Direction is ltr or rtl, not {direction[1]}")
    elif direction:
        table.direction = direction[1]
    plural = PLURALS.search(text)
    if plural:
        table.many = plural[1]
    else:
        table.blame(header.line if header else 1, "Plural-Forms is not one that script/lib/words.py knows")


def check_entry(table, entry):
    key, line = entry.key, entry.line
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", key) or key in CPP_WORDS or keyword.iskeyword(key):
        table.blame(line, f"{key} cannot be the name of a member")
    if entry.plural is not None and entry.plural != key:
        table.blame(line, f"{key}: its msgid_plural must repeat its msgid")
    if entry.plural is not None and key.startswith(WEB):
        table.blame(line, f"{key}: the page's own words are not counted")
    wanted = {0, 1} if entry.plural is not None else {0}
    for form in sorted(wanted | set(entry.forms)):
        if form not in wanted:
            table.blame(line, f"{key} has a plural form and no msgid_plural")
        elif not entry.forms.get(form, "").strip():
            table.blame(line, f"{key} has no {'plural form' if form else 'text'}")
    for text in entry.forms.values():
        if re.search(r"[{}]", re.sub(r"\{[a-z]+\}", "", text)):
            table.blame(line, f"{key}: a brace that holds no name")
        if table.language == "fr" and re.search(r"\S [:;!?]", text):
            table.blame(line, f"{key}: before : ; ! ? French has a blank that does not break (U+00A0)")


def check_against(first, table):
    for key, entry in table.entries.items():
        if key not in first.entries:
            table.blame(entry.line, f"{key} is not in {first.path}")
    for key, model in first.entries.items():
        entry = table.entries.get(key)
        if entry is None:
            table.blame(1, f"{key} is missing; it is at {first.path}:{model.line}")
        elif (entry.plural is None) != (model.plural is None):
            table.blame(entry.line, f"{key} is counted in one language and not in the other")
        elif entry.placeholders() != model.placeholders() and set(entry.forms) == set(model.forms):
            said = ", ".join(f"{{{name}}}" for name in sorted(set(sum(model.placeholders().values(), [])))) or "none"
            table.blame(entry.line, f"{key}: its placeholders differ from those of {first.path}:{model.line} ({said})")


def check(folder):
    """The tables, French first, and everything that is wrong with them as "file:line: what"."""
    paths = sorted(pathlib.Path(folder).glob("*.po"), key=lambda path: (path.stem != FIRST, path.stem))
    if not paths or paths[0].stem != FIRST:
        return [], [f"{folder}/{FIRST}.po:1: is not there"]
    tables = [read(path) for path in paths]
    for table in tables:
        check_header(table)
        for entry in table.entries.values():
            check_entry(table, entry)
        if table is not tables[0]:
            check_against(tables[0], table)
    return tables, [what for table in tables for what in table.wrong]


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def value(entry):
    texts = [literal(entry.forms[form]) for form in sorted(entry.forms)]
    return texts[0] if entry.plural is None else f"{{{texts[0]}, {texts[1]}}}"


def header(tables):
    def switch(result):
        return [f"    case Language::{table.language}: return {result(table)};" for table in tables]
    keys = [entry for key, entry in tables[0].entries.items() if not key.startswith(WEB)]
    out = ["#pragma once", "// Written by script/lib/words.py from assets/locale; do not edit.", "",
           "#include <cstddef>", "#include <optional>", "#include <string_view>", "", "namespace ui {", "",
           f"enum class Language {{ {', '.join(table.language for table in tables)} }};",
           "inline constexpr Language kLanguages[] = {" +
           ", ".join(f"Language::{table.language}" for table in tables) + "};", "",
           "// What is said of one thing, and of many.", "struct Counted {", "  const char *one, *many;", "};", "",
           "// Short, fixed texts. Templates hold {name} where a value goes.", "struct Words {"]
    out += [f"  {'const char*' if entry.plural is None else 'Counted'} {entry.key};" for entry in keys]
    out += ["};", ""]
    for table in tables:
        out.append(f"inline constexpr Words kWords{table.language.capitalize()}{{")
        out += [f"    .{entry.key} = {value(table.entries[entry.key])}," for entry in keys]
        out += ["};", ""]
    out += ["constexpr const Words& words_of(Language language) {", "  switch (language) {",
            *switch(lambda table: f"kWords{table.language.capitalize()}"), "  }", f"  return kWords{FIRST.capitalize()};", "}",
            "constexpr bool is_many(Language language, std::size_t n) {", "  switch (language) {",
            *switch(lambda table: table.many), "  }", "  return n > 1;", "}",
            "constexpr bool is_right_to_left(Language language) {", "  switch (language) {",
            *switch(lambda table: str(table.direction == "rtl").lower()), "  }", "  return false;", "}",
            "constexpr const char* code_of(Language language) {", "  switch (language) {",
            *switch(lambda table: literal(table.language)), "  }", f'  return "{FIRST}";', "}",
            "constexpr std::optional<Language> language_of(std::string_view code) {",
            "  for (const Language language : kLanguages)", "    if (code == code_of(language)) return language;",
            "  return std::nullopt;", "}", "", "}  // namespace ui", ""]
    return out


def module(tables):
    words = {table.language: {key: entry.forms[0] for key, entry in table.entries.items() if key.startswith(WEB)}
             for table in tables}
    return ["// Written by script/lib/words.py from assets/locale; do not edit.",
            f"export const kDirections = {json.dumps({table.language: table.direction for table in tables})};",
            f"export const kWords = {json.dumps(words, ensure_ascii=False, indent=2)};", ""]


def main(folder, header_path, module_path):
    tables, wrong = check(folder)
    if wrong:
        sys.exit("\n".join(wrong))
    for path, lines in ((header_path, header(tables)), (module_path, module(tables))):
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
