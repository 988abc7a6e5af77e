#include "server/storage/sqlite_storage.hpp"

#include <condition_variable>
#include <deque>
#include <iostream>
#include <mutex>
#include <thread>

#include "server/storage/sqlite_reader.hpp"
#include "server/storage/sqlite_schema.hpp"
#include "server/storage/sqlite_transaction.hpp"

namespace storage {
namespace {

// An acknowledged write survives a power cut (FULL); readers never wait for the writer (WAL).
constexpr const char* kWriterPragmas =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA "
    "trusted_schema = OFF; "
    "PRAGMA secure_delete = FAST; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = "
    "-32768;";
constexpr const char* kReaderPragmas =
    "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8192;";

class SqliteStorage final : public Storage {
 public:
  SqliteStorage(const std::string& path, std::unique_ptr<soci::session> writer,
                const SqliteOptions& options)
      : options_(options), writer_(std::move(writer)) {
    for (unsigned i = 0; i < options.readers; ++i) {
      auto session = std::make_unique<soci::session>();
      sqlite::open(*session, path, sqlite::Mode::read_only);
      sqlite::run(*session, kReaderPragmas);
      idle_.push_back(session.get());
      readers_.push_back(std::move(session));
    }
    thread_ = std::thread([this] { write_groups(); });
  }
  ~SqliteStorage() override { stop(); }

  void read(const std::function<void(Reader&)>& use) override;
  void write(Work work, Done done) override;
  void stop() override {
    {
      const std::lock_guard lock(queue_mutex_);
      stopping_ = true;
    }
    queue_filled_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

 private:
  struct Piece {
    Work work;
    Done done;
    Fate fate = Fate::failed;
  };

  void write_groups();
  std::deque<Piece> next_group();
  void commit(std::deque<Piece>& group, Transaction& transaction);
  // All or none. Where not all: the fate of a single piece is its own.
  using PieceIterator = std::deque<Piece>::iterator;
  bool commit_together(PieceIterator begin, PieceIterator end, Transaction& transaction);

  SqliteOptions options_;
  std::unique_ptr<soci::session> writer_;
  std::thread thread_;
  std::mutex queue_mutex_;
  std::condition_variable queue_filled_;
  std::deque<Piece> queue_;
  bool stopping_ = false;

  std::vector<std::unique_ptr<soci::session>> readers_;
  std::mutex idle_mutex_;
  std::condition_variable reader_idle_;
  std::vector<soci::session*> idle_;
};

void SqliteStorage::read(const std::function<void(Reader&)>& use) {
  soci::session* session = nullptr;
  {
    std::unique_lock lock(idle_mutex_);
    reader_idle_.wait(lock, [this] { return !idle_.empty(); });
    session = idle_.back();
    idle_.pop_back();
  }
  struct GiveBack {
    SqliteStorage& storage;
    soci::session* session;
    ~GiveBack() {
      {
        const std::lock_guard lock(storage.idle_mutex_);
        storage.idle_.push_back(session);
      }
      storage.reader_idle_.notify_one();
    }
  } give_back{*this, session};
  try {
    sqlite::run(*session, "BEGIN");
    sqlite::Reading<Reader> reader(*session);
    use(reader);
    sqlite::run(*session, "COMMIT");
  } catch (const std::exception& error) {
    try {
      sqlite::run(*session, "ROLLBACK");
    } catch (const Failure&) {  // the connection had no transaction: BEGIN itself failed
    }
    throw Failure(sqlite::reason_of(error));
  }
}

void SqliteStorage::write(Work work, Done done) {
  {
    const std::lock_guard lock(queue_mutex_);
    if (!stopping_ && queue_.size() < options_.queue_limit) {
      queue_.push_back({std::move(work), std::move(done), Fate::failed});
      queue_filled_.notify_one();
      return;
    }
  }
  done(Fate::overloaded);
}

std::deque<SqliteStorage::Piece> SqliteStorage::next_group() {
  std::unique_lock lock(queue_mutex_);
  queue_filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  std::deque<Piece> group;
  for (; group.size() < options_.group_limit && !queue_.empty(); queue_.pop_front())
    group.push_back(std::move(queue_.front()));
  return group;
}

void SqliteStorage::write_groups() {
  sqlite::Writing transaction(*writer_);
  for (;;) {
    auto group = next_group();
    if (group.empty()) return;
    commit(group, transaction);
    for (auto& piece : group) piece.done(piece.fate);
  }
}

// Pieces don't know of each other, and nearly all succeed: they run in one transaction and wait for
// one disk. Where one fails, all are undone and run again, each alone. (A savepoint a piece would
// be the other way; the text index writes all it has in memory at each, which made this ten times
// slower.)
void SqliteStorage::commit(std::deque<Piece>& group, Transaction& transaction) {
  if (group.size() > 1 && commit_together(group.begin(), group.end(), transaction)) return;
  for (auto piece = group.begin(); piece != group.end(); ++piece)
    commit_together(piece, piece + 1, transaction);
}

bool SqliteStorage::commit_together(PieceIterator begin, PieceIterator end,
                                    Transaction& transaction) {
  try {
    sqlite::run(*writer_, "BEGIN IMMEDIATE");
    for (auto piece = begin; piece != end; ++piece) {
      piece->fate = Fate::failed;
      piece->fate = piece->work(transaction) ? Fate::committed : Fate::given_up;
      if (piece->fate == Fate::given_up) {
        sqlite::run(*writer_, "ROLLBACK");
        return false;
      }
    }
    sqlite::run(*writer_, "COMMIT");
    return true;
  } catch (const std::exception& error) {
    std::cerr << "storage: " << sqlite::reason_of(error) << std::endl;
    for (auto piece = begin; piece != end; ++piece) piece->fate = Fate::failed;
    try {
      sqlite::run(*writer_, "ROLLBACK");
    } catch (const Failure&) {  // the engine has rolled back by itself
    }
    return false;
  }
}

}  // namespace

base::Result<std::unique_ptr<Storage>> open_sqlite(const std::string& path,
                                                   const SqliteOptions& options) {
  if (const auto checked = sqlite::check_file(path); !checked) return checked.error();
  try {
    auto writer = std::make_unique<soci::session>();
    sqlite::open(*writer, path, sqlite::Mode::read_write);
    sqlite::mark_as_ours(*writer);
    sqlite::run(*writer, kWriterPragmas);
    if (const auto migrated = sqlite::migrate(*writer); !migrated) return migrated.error();
    return std::unique_ptr<Storage>(
        std::make_unique<SqliteStorage>(path, std::move(writer), options));
  } catch (const std::exception& error) {
    return base::Error{"database.unusable", path, sqlite::reason_of(error)};
  }
}

}  // namespace storage
