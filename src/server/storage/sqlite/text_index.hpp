// Folded texts in SQLite: FTS5 for their words, and FTS5's trigrams for the words that are
// mistyped. Private to storage/.
#pragma once
#include <memory>

#include "server/storage/sql/engine.hpp"

namespace storage::sqlite {

class TextIndex final : public sql::TextIndex {
 public:
  explicit TextIndex(soci::session& session);
  ~TextIndex() override;

  void put(long long row, const sql::IndexedText& text) override;
  void forget(long long row) override;
  void forget_with_words(long long row) override;
  std::vector<sql::TextRow> rows_with(const std::vector<sql::AnyOf>& groups, sql::Field field,
                                      std::size_t most) override;
  std::vector<std::string> words_like(const std::string& word) override;

 private:
  struct Put;
  void put_word(const std::string& word);
  void forget_word(const std::string& word);
  bool has_word(const std::string& word);

  soci::session& session_;
  std::unique_ptr<Put> put_;
};

}  // namespace storage::sqlite
