#include "server/storage/postgres/text_index.hpp"

#include <algorithm>

#include "server/storage/sql/rows.hpp"
#include "server/storage/sql/words.hpp"

namespace storage::postgres {
namespace {

using soci::into;
using soci::use;

// PostgreSQL's own limits: of a lexeme in bytes (2,046), of a position in a text.
constexpr std::size_t kLongestWord = 500;
constexpr int kLastPosition = 16'383;

std::vector<std::string> short_words_of(const std::string& text) {
  auto words = sql::words_of(text);
  std::erase_if(words, [](const std::string& word) { return word.size() > kLongestWord; });
  return words;
}

// Appends to the text of a tsvector. Words need no escaping: no quote or backslash is in them.
void append(std::string& out, int& position, const std::string& text, char weight) {
  for (const auto& word : short_words_of(text)) {
    position = std::min(position + 1, kLastPosition);
    out += '\'' + word + "':" + std::to_string(position) + weight + ' ';
  }
}

// All words, the last one as a beginning, where the text weighs one of `weights`; none: anywhere.
std::string query_for(const std::vector<std::string>& words, const std::string& weights) {
  std::string query;
  for (const auto& word : words) {
    query += (query.empty() ? "'" : " & '") + word + "'";
    if (&word == &words.back())
      query += ":*" + weights;
    else if (!weights.empty())
      query += ':' + weights;
  }
  return query;
}

}  // namespace

void TextIndex::put(long long row, const sql::IndexedText& text) {
  sql::IndexedText plain;
  session_ << "SELECT lower(public.unaccent(:title)), lower(public.unaccent(:detail)), "
              "lower(public.unaccent(:body))",
      into(plain.title), into(plain.detail), into(plain.body), use(text.title), use(text.detail),
      use(text.body);
  std::string title, words;
  int position = 0;
  append(title, position, plain.title, 'A');
  words = title;
  append(words, position, plain.detail, 'B');
  append(words, position, plain.body, 'C');
  session_ << "INSERT INTO search_text (row_number, title, words) VALUES (:row, CAST(:title AS "
              "tsvector), CAST(:words AS tsvector))",
      use(row), use(title), use(words);
}

void TextIndex::forget(long long row) {
  session_ << "DELETE FROM search_text WHERE row_number = :row", use(row);
}

std::vector<long long> TextIndex::search(std::string_view text, std::size_t limit) {
  const std::string wanted(text);
  std::string plain;
  session_ << "SELECT lower(public.unaccent(:text))", into(plain), use(wanted);
  const auto words = short_words_of(plain);
  const auto query = query_for(words, ""), near = query_for(words, "AB");
  std::vector<long long> rows;
  if (words.empty()) return rows;
  const auto most = static_cast<long long>(limit);
  const auto ranked = kRanked;
  long long row = 0;
  const auto add = [&] {
    if (rows.size() < limit && std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
  };
  soci::statement by_title =
      (session_.prepare << "SELECT row_number FROM (SELECT row_number, length(title) AS length "
                           "FROM search_text WHERE title @@ CAST(:query AS tsquery) LIMIT :ranked) "
                           "AS found ORDER BY length, row_number LIMIT :n",
       into(row), use(query), use(ranked), use(most));
  sql::for_each_row(by_title, add);
  if (rows.size() == limit) return rows;
  soci::statement by_word =
      (session_.prepare << "SELECT row_number FROM (SELECT row_number, words FROM search_text "
                           "WHERE words @@ CAST(:query AS tsquery) LIMIT :ranked) AS found "
                           "ORDER BY words @@ CAST(:near AS tsquery) DESC, row_number",
       into(row), use(query), use(ranked), use(near));
  sql::for_each_row(by_word, add);
  return rows;
}

}  // namespace storage::postgres
