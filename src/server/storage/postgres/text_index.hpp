// Folded texts in PostgreSQL: tsvectors of their words, made by us, so that no setting of the
// database decides; pg_trgm for the words that are mistyped. Private to storage/.
#pragma once
#include "server/storage/sql/engine.hpp"

namespace storage::postgres {

class TextIndex final : public sql::TextIndex {
 public:
  explicit TextIndex(soci::session& session) : session_(session) {}

  void put(long long row, const sql::IndexedText& text) override;
  void forget(long long row) override;
  void forget_with_words(long long row) override;
  std::vector<sql::TextRow> rows_with(const std::vector<sql::AnyOf>& groups, sql::Field field,
                                      std::size_t most) override;
  std::vector<std::string> words_like(const std::string& word) override;

 private:
  soci::session& session_;
};

}  // namespace storage::postgres
