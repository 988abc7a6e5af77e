#include "server/storage/upkeep.hpp"

#include <unistd.h>

#include <filesystem>

#include "server/storage/postgres/engine.hpp"
#include "server/storage/postgres/migrations.hpp"
#include "server/storage/postgres/schema.hpp"
#include "server/storage/sql/copying.hpp"
#include "server/storage/sql/rows.hpp"
#include "server/storage/sqlite/engine.hpp"
#include "server/storage/sqlite/migrations.hpp"
#include "server/storage/sqlite/upkeep.hpp"

namespace storage {
namespace {

using Result = base::Result<base::Done>;

constexpr int kSchema = sqlite::kMigrations.back().number;
static_assert(kSchema == postgres::kMigrations.back().number);

// The error, told as a sentence about the database at `address`.
base::Error told(base::Error error, const DatabaseAddress& address) {
  const auto is = [&](std::string_view code) { return error.code == code; };
  const auto name = name_of(address);
  std::string sentence;
  if (is("database.missing")) {
    sentence = "There is no database " + name + ".";
  } else if (is("database.damaged")) {
    sentence = name + " is damaged: " + error.detail +
               ". Stop the server, keep the file, and put the last backup in its place "
               "(docs/operations.md).";
  } else if (is("database.older")) {
    sentence = name + " was made by an earlier version (schema " + error.where +
               "); start this version's serve on it once, then try again.";
  } else if (is("backup.exists")) {
    sentence = error.where + " is there already and was left as it was; name a new file.";
  } else if (is("restore.exists")) {
    sentence = name + " is there already and was left as it was; move it away first, with " + name +
               "-wal and " + name + "-shm.";
  } else if (is("copy.not_empty")) {
    sentence = name + " is not empty and was left as it was; name an empty database.";
  } else if (is("backup.unwritable")) {
    sentence = "No copy was made at " + error.where + ": " + error.detail + ".";
  } else {
    sentence = sentence_about(error, address);
  }
  error.detail = sentence;
  return error;
}

// Runs `work`, and makes an error of what the engine throws.
template <class Work>
auto tried(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& error) {
    return base::Error{"database.unusable", "", sql::reason_of(error)};
  }
}

base::Result<DatabaseCounts> check(const DatabaseAddress& address) {
  if (address.engine == EngineKind::sqlite) return sqlite::check(address.target);
  return tried([&] { return postgres::check(postgres::connection_string(address.target)); });
}

Result check_for_copy(const DatabaseAddress& address) {
  const auto counts = check(address);
  if (!counts) return counts.error();
  if (counts->schema < kSchema)
    return base::Error{"database.older", std::to_string(counts->schema), ""};
  return base::Done{};
}

// Brings the database to today's schema; makes a file if absent.
Result prepare(const DatabaseAddress& address) {
  return tried([&] {
    return address.engine == EngineKind::sqlite
               ? sqlite::prepare_file(address.target)
               : postgres::prepare(postgres::connection_string(address.target));
  });
}

std::unique_ptr<sql::Engine> engine_of(const DatabaseAddress& address) {
  return address.engine == EngineKind::sqlite
             ? sqlite::make_engine(address.target)
             : postgres::make_engine(postgres::connection_string(address.target));
}

Result fill(const DatabaseAddress& to, const DatabaseAddress& from) {
  if (const auto prepared = prepare(to); !prepared) return prepared;
  return tried([&] { return sql::copy_all(*engine_of(from), *engine_of(to)); });
}

// Nobody else writes to a file as long as this lives.
base::Result<std::optional<DatabaseLock>> lock(const DatabaseAddress& address) {
  if (address.engine != EngineKind::sqlite) return std::optional<DatabaseLock>{};
  auto taken = DatabaseLock::take(address.target);
  if (!taken) return taken.error();
  return std::optional<DatabaseLock>(*std::move(taken));
}

}  // namespace

base::Result<DatabaseCounts> check_database(const DatabaseAddress& address) {
  const auto counts = check(address);
  if (!counts) return told(counts.error(), address);
  return counts;
}

Result backup_database(const DatabaseAddress& address, const std::string& to) {
  if (address.engine == EngineKind::sqlite) {
    const auto copied = sqlite::copy_file(address.target, to);
    return copied ? copied : told(copied.error(), address);
  }
  if (const auto checked = check_for_copy(address); !checked) return told(checked.error(), address);
  const auto written = sqlite::write_whole(
      to, [&](const std::string& part) { return fill({EngineKind::sqlite, part}, address); });
  return written ? written : told(written.error(), address);
}

Result restore_database(const std::string& backup, const DatabaseAddress& address) {
  const DatabaseAddress source{EngineKind::sqlite, backup};
  if (const auto sound = check(source); !sound) return told(sound.error(), source);
  if (address.engine == EngineKind::sqlite) {
    const auto locked = lock(address);
    if (!locked) return told(locked.error(), address);
    if (std::filesystem::exists(address.target)) return told({"restore.exists", "", ""}, address);
    const auto copied = sqlite::copy_file(backup, address.target);
    return copied ? copied : told(copied.error(), address);
  }
  // The backup stays as it is: a copy of it takes the steps to today's schema.
  const auto folder = std::filesystem::temp_directory_path();
  const sqlite::ScratchFile scratch(folder / ("entourage-restore-" + std::to_string(getpid())));
  if (const auto copied = sqlite::copy_file(backup, scratch.path()); !copied)
    return told(copied.error(), source);
  const DatabaseAddress today{EngineKind::sqlite, scratch.path()};
  if (const auto prepared = prepare(today); !prepared) return told(prepared.error(), source);
  const auto filled = fill(address, today);
  return filled ? filled : told(filled.error(), address);
}

Result copy_database(const DatabaseAddress& from, const DatabaseAddress& to) {
  const auto from_lock = lock(from);
  if (!from_lock) return told(from_lock.error(), from);
  if (const auto checked = check_for_copy(from); !checked) return told(checked.error(), from);
  const auto to_lock = lock(to);
  if (!to_lock) return told(to_lock.error(), to);
  const auto filled = fill(to, from);
  return filled ? filled : told(filled.error(), to);
}

}  // namespace storage
