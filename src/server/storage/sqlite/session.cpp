#include "server/storage/sqlite/session.hpp"

#include <mutex>

#include "server/storage/storage.hpp"

namespace storage::sqlite {
namespace {

// A connection is used by one thread at a time, and nobody asks how much memory the engine has: its
// locks around both would be a good part of what a write costs. Must come before all connections.
void configure_engine() {
  using namespace sqlite_api;
  static std::once_flag once;
  std::call_once(once, [] {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  });
}

}  // namespace

void open(soci::session& session, const std::string& path, Mode mode) {
  if (path.find('"') != std::string::npos)
    throw Failure("a database path cannot hold a quotation mark");
  configure_engine();
  session.open(soci::sqlite3, "dbname=\"" + path + "\" timeout=5" +
                                  (mode == Mode::read_only ? " readonly=1" : ""));
  // SQLite opens what it may not write for reading alone, and says so at the first write only.
  auto* connection = static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  if (mode == Mode::read_write && sqlite_api::sqlite3_db_readonly(connection, "main") == 1)
    throw Failure("this program may read it, but not write it");
}

void run(soci::session& session, const char* statements) {
  auto* connection = static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  char* message = nullptr;
  if (sqlite_api::sqlite3_exec(connection, statements, nullptr, nullptr, &message) == SQLITE_OK)
    return;
  const std::string what = message ? message : "unknown error";
  sqlite_api::sqlite3_free(message);
  throw Failure(what);
}

}  // namespace storage::sqlite
