#include "server/storage/sqlite/text_index.hpp"

#include "server/storage/sql/rows.hpp"
#include "server/storage/sql/words.hpp"

namespace storage::sqlite {
namespace {

using soci::into;
using soci::use;

// A string of the query language: of what is folded nothing needs escaping.
std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string match_expression(const std::vector<sql::AnyOf>& groups) {
  std::string all;
  for (const auto& group : groups) {
    std::string any;
    if (!group.beginning.empty()) any = in_quotes(group.beginning) + '*';
    for (const auto& word : group.words) any += (any.empty() ? "" : " OR ") + in_quotes(word);
    all += (all.empty() ? "(" : " AND (") + any + ')';
  }
  return all;
}

// As search_trigram has it. Its trigrams are those of pg_trgm but the first, which says little.
std::string padded(const std::string& word) { return ' ' + word + ' '; }

}  // namespace

// Prepared once: an import puts many.
struct TextIndex::Put {
  explicit Put(soci::session& s)
      : add_text((s.prepare << "INSERT INTO search_text (rowid, title, detail, body) VALUES "
                               "(:row, :title, :detail, :body)",
                  use(row), use(text.title), use(text.detail), use(text.body))),
        add_word((s.prepare << "INSERT INTO search_word (word) VALUES (:word) ON CONFLICT DO "
                               "NOTHING RETURNING number",
                  into(number), use(word))) {}
  long long row = 0, number = 0;
  sql::IndexedText text;
  std::string word;
  soci::statement add_text, add_word;
};

TextIndex::TextIndex(soci::session& session) : session_(session) {}
TextIndex::~TextIndex() = default;

void TextIndex::put(long long row, const sql::IndexedText& text) {
  if (!put_) put_ = std::make_unique<Put>(session_);
  put_->row = row;
  put_->text = text;
  put_->add_text.execute(true);
  for (const auto& word : sql::forgiven_words_of(text)) put_word(word);
}

void TextIndex::put_word(const std::string& word) {
  put_->word = word;
  if (!put_->add_word.execute(true)) return;
  while (put_->add_word.fetch()) {}
  const auto text = padded(word);
  session_ << "INSERT INTO search_trigram (rowid, word) VALUES (:number, :word)", use(put_->number),
      use(text);
}

void TextIndex::forget(long long row) {
  session_ << "DELETE FROM search_text WHERE rowid = :row", use(row);
}

void TextIndex::forget_with_words(long long row) {
  sql::IndexedText text;
  session_ << "SELECT title, detail, body FROM search_text WHERE rowid = :row", into(text.title),
      into(text.detail), into(text.body), use(row);
  forget(row);
  for (const auto& word : sql::forgiven_words_of(text))
    if (!has_word(word)) forget_word(word);
}

bool TextIndex::has_word(const std::string& word) {
  const auto match = in_quotes(word);
  long long row = 0;
  session_ << "SELECT rowid FROM search_text WHERE search_text MATCH :match LIMIT 1", into(row),
      use(match);
  return session_.got_data();
}

void TextIndex::forget_word(const std::string& word) {
  long long number = 0;
  session_ << "SELECT number FROM search_word WHERE word = :word", into(number), use(word);
  if (!session_.got_data()) return;
  const auto text = padded(word);
  session_ << "INSERT INTO search_trigram (search_trigram, rowid, word) VALUES ('delete', :number, "
              ":word)",
      use(number), use(text);
  session_ << "DELETE FROM search_word WHERE number = :number", use(number);
}

std::vector<sql::TextRow> TextIndex::rows_with(const std::vector<sql::AnyOf>& groups,
                                               sql::Field field, std::size_t most) {
  const auto all = match_expression(groups);
  const auto match = field == sql::Field::title ? "{title} : (" + all + ')' : all;
  const auto limit = static_cast<long long>(most);
  sql::TextRow row;
  std::vector<sql::TextRow> rows;
  soci::statement statement =
      (session_.prepare << "SELECT rowid, title, detail FROM search_text WHERE search_text MATCH "
                           ":match ORDER BY rowid LIMIT :most",
       into(row.row), into(row.title), into(row.detail), use(match), use(limit));
  sql::for_each_row(statement, [&] { rows.push_back(row); });
  return rows;
}

std::vector<std::string> TextIndex::words_like(const std::string& word) {
  const auto text = padded(word);
  std::string match;
  for (std::size_t i = 0; i + 3 <= text.size(); ++i)
    match += (match.empty() ? "" : " OR ") + in_quotes(text.substr(i, 3));
  std::string found;
  std::vector<std::string> words;
  soci::statement statement =
      (session_.prepare << "SELECT search_word.word FROM search_trigram JOIN search_word ON number "
                           "= search_trigram.rowid WHERE search_trigram MATCH :match",
       into(found), use(match));
  sql::for_each_row(statement, [&] { words.push_back(found); });
  return words;
}

}  // namespace storage::sqlite
