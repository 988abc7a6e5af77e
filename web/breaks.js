// Where a text may be divided: between graphemes, as people see letters, and where a line may end. Graphemes and the words of
// scripts without blanks are the browser's own; of Unicode's rules for line ends (UAX #14) this is the part that scripts without
// blanks need.

// Without Intl.Segmenter: a letter with its marks; flags; what zero-width joiners join.
const kGrapheme = /\r\n|\p{RI}\p{RI}|.[\p{M}\p{EMod}\u{e0020}-\u{e007f}]*(?:\u200d.[\p{M}\p{EMod}]*)*/gsu;

const kBlank = /^[ \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]/u;
const kGlue = /^[\u00a0\u2007\u202f\u2060\ufeff]/u;
const kOpens = /^[\p{Ps}\p{Pi}]/u;
// Closes, or may not begin a line: signs that repeat or lengthen, small kana.
const kCloses = /^[\p{Pe}\p{Pf}!,.:;?%\u2026\u3001\u3002\uff01\uff05\uff0c\uff0e\uff1a\uff1b\uff1f]/u;
const kFollows = /^[\u3005\u303b\u309d\u309e\u30fb-\u30fe]/u;
const kSmallKana = /^[\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7]/u;
const kStandsAlone = /^(?:[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]|\p{Emoji_Presentation}|\p{RI}|.\ufe0f)/su;
const kNoBlanks = /^[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

const segmenter = (granularity) => (typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity }) : null);
let graphemes;
let words;

function graphemesOf(text) {
  if (graphemes === undefined) graphemes = segmenter('grapheme');
  return graphemes ? Array.from(graphemes.segment(text), ({ segment }) => segment) : text.match(kGrapheme) ?? [];
}

// Where words begin, in a text that writes them without blanks.
function wordsOf(text) {
  if (!/[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u.test(text)) return new Set();
  if (words === undefined) words = segmenter('word');
  return new Set(words ? Array.from(words.segment(text), ({ index }) => index) : []);
}

function mayEnd(before, after, wordBegins) {
  if (kBlank.test(after) || kGlue.test(after) || kGlue.test(before)) return false;
  if (kBlank.test(before)) return true;
  if (kOpens.test(before) || [kCloses, kFollows, kSmallKana].some((kind) => kind.test(after))) return false;
  if (kStandsAlone.test(before) || kStandsAlone.test(after)) return true;
  return wordBegins && kNoBlanks.test(before) && kNoBlanks.test(after);
}

function utf8Length(text) {
  let bytes = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0);
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

// Of each boundary inside the text: twice its place in UTF-8, and one more where a line may end.
export function boundaries(text) {
  const found = [];
  const begins = wordsOf(text);
  let before = '';
  let at = 0;
  let bytes = 0;
  for (const grapheme of graphemesOf(text)) {
    if (before) found.push(bytes * 2 + (mayEnd(before, grapheme, begins.has(at)) ? 1 : 0));
    at += grapheme.length;
    bytes += utf8Length(grapheme);
    before = grapheme;
  }
  return found;
}
