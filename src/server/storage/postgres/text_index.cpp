#include "server/storage/postgres/text_index.hpp"

#include "server/storage/sql/rows.hpp"
#include "server/storage/sql/words.hpp"

namespace storage::postgres {
namespace {

using soci::into;
using soci::use;

constexpr int kSample = 1000, kManyRows = 8000;  // rows looked at in their order
constexpr std::size_t kCommon = 25;              // of the sample

// PostgreSQL's own limit of a lexeme is 2,046 bytes.
constexpr std::size_t kLongestWord = 500;

// Of what is folded nothing needs escaping.
std::string in_quotes(std::string_view word) { return '\'' + std::string(word) + '\''; }

// A tsvector as text, without positions.
std::string vector_of(std::string_view text) {
  std::string out;
  for (const auto word : sql::words_of(text))
    if (word.size() <= kLongestWord) out += in_quotes(word) + ' ';
  return out;
}

std::string query_for(const std::vector<sql::AnyOf>& groups) {
  std::string all;
  for (const auto& group : groups) {
    std::string any;
    if (!group.beginning.empty()) any = in_quotes(group.beginning) + ":*";
    for (const auto& word : group.words) any += (any.empty() ? "" : " | ") + in_quotes(word);
    all += (all.empty() ? "(" : " & (") + any + ')';
  }
  return all;
}

// Lists as arrays of PostgreSQL; the words are of a to z.
std::string array_of(const std::vector<std::string>& words) {
  std::string out = "{";
  for (const auto& word : words) out += (out.size() == 1 ? "" : ",") + word;
  return out + '}';
}

}  // namespace

void TextIndex::put(long long row, const sql::IndexedText& text) {
  const auto title = vector_of(text.title);
  const auto all = title + vector_of(text.detail) + vector_of(text.body);
  const auto forgiven = array_of(sql::forgiven_words_of(text));
  session_ << "WITH words AS (INSERT INTO search_word (word) SELECT unnest(CAST(:forgiven AS "
              "text[])) ON CONFLICT DO NOTHING) "
              "INSERT INTO search_text (row_number, title, detail, title_words, words) VALUES "
              "(:row, :title, :detail, CAST(:title_words AS tsvector), CAST(:words AS tsvector))",
      use(forgiven), use(row), use(text.title), use(text.detail), use(title), use(all);
}

void TextIndex::forget(long long row) {
  session_ << "DELETE FROM search_text WHERE row_number = :row", use(row);
}

void TextIndex::forget_with_words(long long row) {
  std::string words;
  session_ << "SELECT CAST(tsvector_to_array(words) AS text) FROM search_text WHERE row_number = "
              ":row",
      into(words), use(row);
  if (!session_.got_data()) return;
  forget(row);
  session_ << "DELETE FROM search_word WHERE word = ANY (CAST(:words AS text[])) AND NOT EXISTS "
              "(SELECT FROM search_text WHERE words @@ CAST(quote_literal(word) AS tsquery))",
      use(words);
}

// What is common is soon found by going through the rows in their order; all else by the inverted
// index, which knows no order and so has to give everything. PostgreSQL itself would guess how
// common it is, and guesses badly of prefixes: the first rows tell.
std::vector<sql::TextRow> TextIndex::rows_with(const std::vector<sql::AnyOf>& groups,
                                               sql::Field field, std::size_t most) {
  const std::string column = field == sql::Field::title ? "title_words" : "words";
  const auto query = query_for(groups);
  const auto limit = static_cast<long long>(most);
  const auto found = [&](const std::string& from, const std::string& order) {
    sql::TextRow row;
    std::vector<sql::TextRow> rows;
    soci::statement statement =
        (session_.prepare << "SELECT row_number, title, detail FROM " + from + " WHERE " + column +
                                 " @@ CAST(:query AS tsquery) ORDER BY " + order + " LIMIT :most",
         into(row.row), into(row.title), into(row.detail), use(query), use(limit));
    sql::for_each_row(statement, [&] { rows.push_back(row); });
    return rows;
  };
  const auto among_first = [&](int count) {
    return found("(SELECT * FROM search_text ORDER BY row_number LIMIT " + std::to_string(count) +
                     ") AS first",
                 "row_number");
  };
  auto rows = among_first(kSample);
  if (rows.size() < most && rows.size() >= kCommon) rows = among_first(kManyRows);
  // The sum keeps it from going through all rows in their order.
  return rows.size() == most ? rows : found("search_text", "row_number + 0");
}

std::vector<std::string> TextIndex::words_like(const std::string& word) {
  std::string found;
  std::vector<std::string> words;
  soci::statement statement =
      (session_.prepare << "SELECT word FROM search_word WHERE word OPERATOR(public.%) :word",
       into(found), use(word));
  sql::for_each_row(statement, [&] { words.push_back(found); });
  return words;
}

}  // namespace storage::postgres
