#!/usr/bin/env python3
"""Writes src/core/base/folding_table.inc: what each code point beyond ASCII becomes when a text is folded for searching.
Run by hand where Unicode has grown: script/lib/folding.py > src/core/base/folding_table.inc
"""
import sys
import unicodedata

# Letters that Unicode does not take apart.
OWN = {'œ': 'oe', 'æ': 'ae', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ł': 'l', 'ħ': 'h', 'ı': 'i', 'ŋ': 'n', 'ŧ': 't', 'ĸ': 'k',
       'ə': 'e', 'ŉ': 'n', 'ƒ': 'f', 'ى': 'ي', 'ة': 'ه', 'ـ': '', 'ٱ': 'ا'}
# Marks upon letters that people leave out, and selectors of a glyph's look.
MARKS = [(0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x5C7, 0x5C7),
         (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC), (0x6DF, 0x6E4), (0x6E7, 0x6E8), (0x6EA, 0x6ED),
         (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF)]
# Looked at one by one: Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic, punctuation, ligatures, wide letters.
READ = [(0x80, 0x6FF), (0x1D2C, 0x1DBF), (0x1E00, 0x206F), (0xFB00, 0xFB06), (0xFF01, 0xFF5E)]
# Signs, pictures and private ones. What is in none of the lists stays as it is.
SIGNS = [(0x2070, 0x20CF), (0x2100, 0x2BFF), (0x2E00, 0x2E7F), (0x3000, 0x3004), (0x3008, 0x3020), (0xE000, 0xF8FF),
         (0x1F000, 0x1FBFF)]


def within(point, ranges):
    return any(first <= point <= last for first, last in ranges)


def fold_one(character):
    point = ord(character)
    if point < 0x80:
        return character.lower() if character.isalnum() else ' '
    if character in OWN:
        return OWN[character]
    if within(point, MARKS) or character == '\ufeff':
        return ''
    if within(point, SIGNS):
        return ' '
    if not within(point, READ):
        return character
    if unicodedata.category(character) == 'Cf':
        return ''
    if unicodedata.decimal(character, None) is not None:
        return str(unicodedata.decimal(character))
    parts = unicodedata.normalize('NFKD', character).casefold()
    if parts != character:
        return fold_all(parts)
    if 0x2B9 <= point <= 0x2FF:  # modifiers, an apostrophe among them
        return ' '
    kind = unicodedata.category(character)
    return character if kind[0] in 'LNM' or kind == 'Cn' else ' '


def fold_all(text):
    return ''.join(fold_one(character) for character in text)


def main():
    runs = []
    for point in range(0x80, 0x110000):
        if 0xD800 <= point <= 0xDFFF:
            continue
        folded = fold_one(chr(point))
        folded = ' ' if folded.strip() == '' and ' ' in folded else folded
        if folded == chr(point):
            continue
        if runs and runs[-1][1] == point - 1 and runs[-1][2] == folded:
            runs[-1][1] = point
        else:
            runs.append([point, point, folded])
    print(f'// Written by script/lib/folding.py from Unicode {unicodedata.unidata_version}: first and last code point, and what they become.')
    line = ''
    for first, last, folded in runs:
        item = f'{{0x{first:X}, 0x{last:X}, "{folded}"}}, '
        if len(line) + len(item) > 130:
            print(line.rstrip())
            line = ''
        line += item
    print(line.rstrip())
    print(f'{len(runs)} runs', file=sys.stderr)


main()
