#include "server/storage/postgres/engine.hpp"

#include "server/storage/postgres/listener.hpp"
#include "server/storage/postgres/schema.hpp"
#include "server/storage/postgres/text_index.hpp"
#include "server/storage/sql/rows.hpp"

namespace storage::postgres {
namespace {

using soci::into;

class PostgresEngine final : public sql::Engine {
 public:
  explicit PostgresEngine(std::string connection_string)
      : connection_string_(std::move(connection_string)) {}

  std::unique_ptr<soci::session> connect(sql::Mode mode) override {
    auto session = std::make_unique<soci::session>();
    open(*session, connection_string_, mode);
    return session;
  }
  std::unique_ptr<sql::TextIndex> text_index(soci::session& session) override {
    return std::make_unique<TextIndex>(session);
  }
  bool is_lost(soci::session& session) override {
    return PQstatus(connection_of(session)) == CONNECTION_BAD;
  }

  void begin(soci::session& session, sql::Mode mode) override {
    static const auto kWrite = std::string("BEGIN; ") + kTakeWriteLock;
    run(session, mode == sql::Mode::read_only ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                              : kWrite.c_str());
  }
  void commit(soci::session& session, bool has_news) override {
    run(session, has_news ? kCommitAndNotify : "COMMIT");
  }
  void roll_back(soci::session& session) override { run(session, "ROLLBACK"); }

  std::vector<sql::Table> tables(soci::session& session) override;
  void rows_were_copied(soci::session& session) override;

  bool is_shared() const override { return true; }
  void listen(std::function<void()> call) override {
    listener_ = std::make_unique<Listener>(connection_string_, std::move(call));
  }
  void stop_listening() override { listener_.reset(); }

 private:
  std::string connection_string_;
  std::unique_ptr<Listener> listener_;
};

std::vector<sql::Table> PostgresEngine::tables(soci::session& session) {
  std::vector<sql::Table> tables;
  std::string table, column, type;
  soci::statement statement =
      (session.prepare << "SELECT table_name, column_name, data_type FROM "
                          "information_schema.columns WHERE table_schema = current_schema() AND "
                          "table_name NOT IN ('search_text', 'search_word', 'schema_migration') "
                          "ORDER BY table_name COLLATE \"C\", ordinal_position",
       into(table), into(column), into(type));
  sql::for_each_row(statement, [&] {
    const auto kind = type == "bigint"             ? sql::ColumnType::integer
                      : type == "double precision" ? sql::ColumnType::real
                                                   : sql::ColumnType::text;
    if (tables.empty() || tables.back().name != table) tables.push_back({table, {}});
    tables.back().columns.push_back({column, kind});
  });
  return tables;
}

void PostgresEngine::rows_were_copied(soci::session& session) {
  std::string table, column;
  std::vector<std::string> statements;
  soci::statement identities =
      (session.prepare << "SELECT table_name, column_name FROM information_schema.columns WHERE "
                          "table_schema = current_schema() AND is_identity = 'YES'",
       into(table), into(column));
  sql::for_each_row(identities, [&] {
    statements.push_back("SELECT setval(pg_get_serial_sequence('" + table + "', '" + column +
                         "'), max(" + column + ")) FROM " + table + " HAVING count(*) > 0");
  });
  for (const auto& statement : statements) run(session, statement.c_str());
  run(session, "ANALYZE");
}

}  // namespace

std::unique_ptr<sql::Engine> make_engine(const std::string& connection_string) {
  return std::make_unique<PostgresEngine>(connection_string);
}

}  // namespace storage::postgres
