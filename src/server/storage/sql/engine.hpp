// What each engine does in a way of its own; all the rest is SQL that both understand. Private to
// storage/.
#pragma once
#include <soci/soci.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace storage::sql {

enum class Mode { read_only, read_write };

struct IndexedText {
  std::string title, detail, body;  // a word of one weighs more than one of the next
};

// The words of places and of open actions. Bound to one connection, which must outlive it.
class TextIndex {
 public:
  virtual ~TextIndex() = default;
  // `row` has no text yet.
  virtual void put(long long row, const IndexedText& text) = 0;
  virtual void forget(long long row) = 0;
  // Rows with all words of `text`, the last of which may be unfinished. First those that have them
  // in the title, the shortest title first; then in title and detail; then anywhere. Of very many,
  // the first kRanked are looked at: the time does not grow with what is common.
  static constexpr int kRanked = 500;
  virtual std::vector<long long> search(std::string_view text, std::size_t limit) = 0;
};

enum class ColumnType { text, integer, real };
struct Column {
  std::string name;
  ColumnType type;
  bool operator==(const Column&) const = default;
};
struct Table {
  std::string name;
  std::vector<Column> columns;
  bool operator==(const Table&) const = default;
};

// All but is_shared() throw what SOCI throws, or storage::Failure.
class Engine {
 public:
  virtual ~Engine() = default;

  virtual std::unique_ptr<soci::session> connect(Mode mode) = 0;
  virtual std::unique_ptr<TextIndex> text_index(soci::session& session) = 0;
  // A connection that will never work again.
  virtual bool is_lost(soci::session& session) = 0;

  // Read only: one consistent state of the database. Read and write: alone, until the end.
  virtual void begin(soci::session& session, Mode mode) = 0;
  // On disk after it. `has_news`: there are new changes, which other processes are to hear of.
  virtual void commit(soci::session& session, bool has_news) = 0;
  virtual void roll_back(soci::session& session) = 0;

  // What is in the database, by name, without the text index and the list of migrations.
  virtual std::vector<Table> tables(soci::session& session) = 0;
  // After many rows came in with numbers of their own: those that follow are given later ones.
  virtual void rows_were_copied(soci::session& session) = 0;

  // Whether other processes may write to the database at the same time. Where they may, `call` is
  // called from now on, from another thread, whenever there may be changes.
  virtual bool is_shared() const = 0;
  virtual void listen(std::function<void()> call) = 0;
  virtual void stop_listening() = 0;
};

}  // namespace storage::sql
