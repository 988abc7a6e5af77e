// The words of places and actions in PostgreSQL: a tsvector each, made by us, so that both engines
// cut texts at the same places and no setting of the database decides. Private to storage/.
#pragma once
#include "server/storage/sql/engine.hpp"

namespace storage::postgres {

class TextIndex final : public sql::TextIndex {
 public:
  explicit TextIndex(soci::session& session) : session_(session) {}

  void put(long long row, const sql::IndexedText& text) override;
  void forget(long long row) override;
  std::vector<long long> search(std::string_view text, std::size_t limit) override;

 private:
  soci::session& session_;
};

}  // namespace storage::postgres
