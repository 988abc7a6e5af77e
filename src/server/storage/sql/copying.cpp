#include "server/storage/sql/copying.hpp"

#include <algorithm>
#include <array>
#include <deque>

#include "server/storage/sql/indexed_text.hpp"
#include "server/storage/sql/rows.hpp"
#include "server/storage/storage.hpp"

namespace storage::sql {
namespace {

using soci::into;
using soci::use;

// What refers to a row comes after it.
constexpr std::array<const char*, 22> kOrder{
    "account",    "contact",       "sign_in_code", "session",    "recovery_code",
    "place",      "place_link",    "action",       "change",     "command_record",
    "outgoing",   "sending_tally", "association",  "membership", "area_role",
    "event",      "event_seat",    "audit",        "correction", "place_change",
    "place_hold", "place_care"};

std::vector<Table> in_order(std::vector<Table> tables) {
  const auto place_of = [](const Table& table) {
    const auto* const found = std::ranges::find(kOrder, table.name);
    if (found == kOrder.end()) throw Failure("nobody knows how to copy the table " + table.name);
    return found - kOrder.begin();
  };
  std::ranges::sort(tables, {}, place_of);
  return tables;
}

// One value on its way from a row to a row.
struct Cell {
  ColumnType type;
  std::string text;
  long long integer = 0;
  double real = 0;
  soci::indicator indicator = soci::i_ok;

  void add_into(soci::statement& statement) {
    switch (type) {
      case ColumnType::text: return statement.exchange(into(text, indicator));
      case ColumnType::integer: return statement.exchange(into(integer, indicator));
      case ColumnType::real: return statement.exchange(into(real, indicator));
    }
  }
  void add_use(soci::statement& statement) {
    switch (type) {
      case ColumnType::text: return statement.exchange(use(text, indicator));
      case ColumnType::integer: return statement.exchange(use(integer, indicator));
      case ColumnType::real: return statement.exchange(use(real, indicator));
    }
  }
};

void make_ready(soci::statement& statement, const std::string& query) {
  statement.alloc();
  statement.prepare(query);
  statement.define_and_bind();
}

void copy_table(soci::session& from, soci::session& to, const Table& table) {
  std::deque<Cell> cells;  // stay where they are
  std::string names, values;
  soci::statement select(from), insert(to);
  for (const auto& column : table.columns) {
    cells.push_back({column.type, {}});
    cells.back().add_into(select);
    cells.back().add_use(insert);
    names += (names.empty() ? "" : ", ") + column.name;
    values += (values.empty() ? ":" : ", :") + column.name;
  }
  make_ready(select, "SELECT " + names + " FROM " + table.name);
  make_ready(insert, "INSERT INTO " + table.name + " (" + names + ") VALUES (" + values + ")");
  for (bool more = select.execute(true); more; more = select.fetch()) insert.execute(true);
}

bool is_empty(soci::session& session, const std::vector<Table>& tables) {
  return std::ranges::none_of(tables, [&](const Table& table) {
    long long rows = 0;
    session << "SELECT count(*) FROM " + table.name, into(rows);
    return rows > 0;
  });
}

}  // namespace

base::Result<base::Done> copy_all(Engine& from, Engine& to) {
  const auto source = from.connect(Mode::read_only);
  const auto target = to.connect(Mode::read_write);
  from.begin(*source, Mode::read_only);
  to.begin(*target, Mode::read_write);  // a connection that is closed undoes what it began
  const auto tables = in_order(from.tables(*source));
  if (!is_empty(*target, tables)) return base::Error{"copy.not_empty", "", ""};
  for (const auto& table : tables) copy_table(*source, *target, table);
  to.rows_were_copied(*target);
  const auto index = to.text_index(*target);
  index_texts(*target, *index);
  to.commit(*target, true);
  return base::Done{};
}

}  // namespace storage::sql
