#!/usr/bin/env python3
"""What is wrong with a table of words is found, and told with its file and line. Prints TAP."""
import pathlib
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "script/lib"))
import words  # noqa: E402

HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Plural-Forms: nplurals=2; plural=(n {} 1);\\n"\n\n'
FRENCH = 'msgid "go"\nmsgstr "Va, {name}"\n\nmsgid "found"\nmsgid_plural "found"\nmsgstr[0] "{n} lieu"\nmsgstr[1] "{n} lieux"\n'
ENGLISH = 'msgid "go"\nmsgstr "Go, {name}"\n\nmsgid "found"\nmsgid_plural "found"\nmsgstr[0] "{n} place"\nmsgstr[1] "{n} places"\n'

# What is done to the English table (found → put instead), and what is said of it.
BROKEN = [
    ("nothing", "", "", None),
    ("a missing key", 'msgid "go"\nmsgstr "Go, {name}"\n', "", "en.po:1: go is missing; it is at fr.po:6"),
    ("a key too many", 'msgid "go"', 'msgid "stop"\nmsgstr "Stop"\n\nmsgid "go"', "en.po:6: stop is not in fr.po"),
    ("another placeholder", "{name}", "{who}", "en.po:6: go: its placeholders differ from those of fr.po:6 ({name})"),
    ("no placeholder in one form", "{n} place\"", "one place\"", "en.po:9: found: its placeholders differ from those of fr.po:9 ({n})"),
    ("an empty text", "Go, {name}", "", "en.po:6: go has no text"),
    ("a missing plural form", 'msgstr[1] "{n} places"\n', "", "en.po:9: found has no plural form"),
    ("nothing counted", 'msgid_plural "found"\n', "", "en.po:9: found has a plural form and no msgid_plural"),
    ("a key twice", 'msgid "found"', 'msgid "go"\nmsgstr "Go, {name}"\n\nmsgid "found"', "en.po:9: go is there twice"),
    ("a key that is no name", 'msgid "go"', 'msgid "Go on"', "en.po:6: Go on cannot be the name of a member"),
    ("an open brace", "{name}", "{name", "en.po:6: go: a brace that holds no name"),
    ("another language", "Language: en", "Language: de", "en.po:1: its header does not say Language: en"),
    ("a direction", "Plural-Forms", 'X-Direction: rtl\\n"\n"Plural-Forms', None),
    ("an unknown direction", "Plural-Forms", 'X-Direction: up\\n"\n"Plural-Forms', "en.po:1: X-Direction is ltr or rtl, not up"),
    ("an unknown rule", "n != 1", "n > 7", "en.po:1: Plural-Forms is not one that script/lib/words.py knows"),
    ("a fuzzy text", 'msgid "go"', '#, fuzzy\nmsgid "go"', "en.po:6: marked as fuzzy: look at it, then take the mark away"),
    ("a line that is none", "\n\nmsgid", "\nGo!\nmsgid", "en.po:5: not a line of a PO file: Go!"),
]


def main():
    failed = 0
    for number, (name, old, new, said) in enumerate(BROKEN, 1):
        english = HEAD.format("en", "!=") + ENGLISH
        assert old in english, name
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "fr.po").write_text(HEAD.format("fr", ">") + FRENCH)
            pathlib.Path(folder, "en.po").write_text(english.replace(old, new, 1))
            found = [line.replace(folder + "/", "") for line in words.check(folder)[1]]
        ok = said in found if said else not found
        failed += not ok
        print(f"{'ok' if ok else 'not ok'} {number} - {name}")
        if not ok:
            print(f"    wanted: {said}\n    said:   {found}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
