#include "server/storage/sqlite/engine.hpp"

#include "server/storage/sql/rows.hpp"
#include "server/storage/sqlite/schema.hpp"
#include "server/storage/sqlite/text_index.hpp"

namespace storage::sqlite {
namespace {

using soci::into;

// An acknowledged write survives a power cut (FULL); readers never wait for the writer (WAL).
constexpr const char* kWriterPragmas =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA "
    "trusted_schema = OFF; "
    "PRAGMA secure_delete = FAST; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = "
    "-32768;";
constexpr const char* kReaderPragmas =
    "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8192;";

class SqliteEngine final : public sql::Engine {
 public:
  explicit SqliteEngine(std::string path) : path_(std::move(path)) {}

  std::unique_ptr<soci::session> connect(sql::Mode mode) override {
    auto session = std::make_unique<soci::session>();
    open(*session, path_, mode);
    run(*session, mode == sql::Mode::read_only ? kReaderPragmas : kWriterPragmas);
    return session;
  }
  std::unique_ptr<sql::TextIndex> text_index(soci::session& session) override {
    return std::make_unique<TextIndex>(session);
  }
  bool is_lost(soci::session&) override { return false; }

  void begin(soci::session& session, sql::Mode mode) override {
    run(session, mode == sql::Mode::read_only ? "BEGIN" : "BEGIN IMMEDIATE");
  }
  void commit(soci::session& session, bool) override { run(session, "COMMIT"); }
  void roll_back(soci::session& session) override { run(session, "ROLLBACK"); }
  std::vector<sql::Table> tables(soci::session& session) override;
  void rows_were_copied(soci::session&) override {}  // AUTOINCREMENT has seen them

  bool is_shared() const override { return false; }  // DatabaseLock sees to it
  void listen(std::function<void()>) override {}
  void stop_listening() override {}

 private:
  std::string path_;
};

std::vector<sql::Table> SqliteEngine::tables(soci::session& session) {
  std::vector<sql::Table> tables;
  std::string table, column, type;
  soci::statement statement =
      (session.prepare
           << "SELECT a.name, c.name, c.type FROM sqlite_master AS a JOIN "
              "pragma_table_info(a.name) "
              "AS c WHERE a.type = 'table' AND a.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND a.name "
              "NOT LIKE 'search!_%' ESCAPE '!' AND a.name <> 'schema_migration' "
              "ORDER BY a.name, c.cid",
       into(table), into(column), into(type));
  sql::for_each_row(statement, [&] {
    const auto kind = type == "INTEGER" ? sql::ColumnType::integer
                      : type == "REAL"  ? sql::ColumnType::real
                                        : sql::ColumnType::text;
    if (tables.empty() || tables.back().name != table) tables.push_back({table, {}});
    tables.back().columns.push_back({column, kind});
  });
  return tables;
}

}  // namespace

std::unique_ptr<sql::Engine> make_engine(const std::string& path) {
  return std::make_unique<SqliteEngine>(path);
}

base::Result<base::Done> prepare_file(const std::string& path) {
  if (const auto checked = check_file(path); !checked) return checked;
  soci::session session;
  open(session, path, sql::Mode::read_write);
  mark_as_ours(session);
  run(session, kWriterPragmas);
  return migrate(session);
}

}  // namespace storage::sqlite
