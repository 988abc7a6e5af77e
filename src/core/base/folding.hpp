// The form of a text in which it is searched: what people leave out or write differently is gone.
#pragma once
#include <string>
#include <string_view>

namespace base {

// Words with one blank between them, without case and accents: "L’Œuvre —  Café" is "l oeuvre
// cafe". Apostrophes, hyphens, other punctuation, signs, pictures, control characters and what is
// not UTF-8 part words. Composed and decomposed spellings (NFC, NFD) become the same; Latin letters
// become those of ASCII, digits its digits; of Greek, Cyrillic, Hebrew and Arabic, accents, points
// and case are taken away; letters of other scripts stay. What is folded already stays as it is.
// Source: the Unicode character database, by script/lib/folding.py. O(bytes).
std::string fold(std::string_view text);

}  // namespace base
