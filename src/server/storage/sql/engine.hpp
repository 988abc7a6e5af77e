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

// What a row is found by; folded (base::fold).
struct IndexedText {
  std::string title, detail, body;
};

// Texts with one of these words.
struct AnyOf {
  std::string beginning;           // of a word
  std::vector<std::string> words;  // whole ones; may be none
};

enum class Field { title, any };

struct TextRow {
  long long row = 0;
  std::string title, detail;  // folded
};

// The folded texts of places and of open actions. Bound to one connection, which must outlive it.
class TextIndex {
 public:
  virtual ~TextIndex() = default;
  // `row` has no text yet.
  virtual void put(long long row, const IndexedText& text) = 0;
  virtual void forget(long long row) = 0;
  // Also forgets which of its words no other row has.
  virtual void forget_with_words(long long row) = 0;
  // Rows that have one of the words of each group, of which there is at least one; those with the
  // least numbers, in their order.
  virtual std::vector<TextRow> rows_with(const std::vector<AnyOf>& groups, Field field,
                                         std::size_t most) = 0;
  // All words of texts that may be a mistyped `word` (base::kMistyped), and others.
  virtual std::vector<std::string> words_like(const std::string& word) = 0;
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
