#include "server/storage/sql/sql_storage.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "server/storage/sql/reader.hpp"
#include "server/storage/sql/rows.hpp"
#include "server/storage/sql/transaction.hpp"

namespace storage::sql {
namespace {

// A session with what is bound to it; made anew when the engine is gone and back.
class Connection {
 public:
  Connection(Engine& engine, Mode mode) : engine_(engine), mode_(mode) { connect(); }

  soci::session& session() { return *session_; }
  TextIndex& index() { return *index_; }
  Writing& writing() { return *writing_; }

  void begin() {
    try {
      engine_.begin(*session_, mode_);
    } catch (const std::exception&) {
      if (!engine_.is_lost(*session_)) throw;
      connect();
      engine_.begin(*session_, mode_);
    }
  }
  void commit() { engine_.commit(*session_, writing_ && writing_->take_news()); }
  // After a failure: whatever state the connection is in.
  void roll_back() {
    if (writing_) writing_->take_news();
    try {
      engine_.roll_back(*session_);
    } catch (const std::exception&) {  // the engine has rolled back by itself, or is gone
    }
  }

 private:
  // What is there stays until there is something new: begin() asks it again.
  void connect() {
    auto session = engine_.connect(mode_);
    auto index = engine_.text_index(*session);
    auto writing =
        mode_ == Mode::read_write ? std::make_unique<Writing>(*session, *index) : nullptr;
    writing_ = std::move(writing);
    index_ = std::move(index);
    session_ = std::move(session);
  }

  Engine& engine_;
  Mode mode_;
  // Each refers to the one before it.
  std::unique_ptr<soci::session> session_;
  std::unique_ptr<TextIndex> index_;
  std::unique_ptr<Writing> writing_;
};

class SqlStorage final : public Storage {
 public:
  SqlStorage(std::unique_ptr<Engine> engine, const StorageOptions& options)
      : engine_(std::move(engine)), options_(options), writer_(*engine_, Mode::read_write) {
    for (unsigned i = 0; i < options.readers; ++i) {
      readers_.push_back(std::make_unique<Connection>(*engine_, Mode::read_only));
      idle_.push_back(readers_.back().get());
    }
    thread_ = std::thread([this] { write_groups(); });
  }
  ~SqlStorage() override { stop(); }

  void read(const std::function<void(Reader&)>& use) override;
  void write(Work work, Done done) override;
  bool is_shared() const override { return engine_->is_shared(); }
  void on_news(std::function<void()> call) override { engine_->listen(std::move(call)); }
  std::optional<std::uint64_t> commits() const override {
    return is_shared() ? std::nullopt : std::optional(commits_.load());
  }
  std::size_t waiting() const override {
    const std::lock_guard lock(queue_mutex_);
    return queue_.size();
  }
  void stop() override {
    {
      const std::lock_guard lock(queue_mutex_);
      stopping_ = true;
    }
    queue_filled_.notify_all();
    if (thread_.joinable()) thread_.join();
    engine_->stop_listening();
  }

 private:
  struct Piece {
    Work work;
    Done done;
    Fate fate = Fate::failed;
  };

  void write_groups();
  std::deque<Piece> next_group();
  void commit(std::deque<Piece>& group);
  // All or none. Where not all: the fate of a single piece is its own.
  using PieceIterator = std::deque<Piece>::iterator;
  bool commit_together(PieceIterator begin, PieceIterator end);

  std::unique_ptr<Engine> engine_;
  StorageOptions options_;
  std::atomic<std::uint64_t> commits_{0};
  Connection writer_;
  std::thread thread_;
  mutable std::mutex queue_mutex_;
  std::condition_variable queue_filled_;
  std::deque<Piece> queue_;
  bool stopping_ = false;

  std::vector<std::unique_ptr<Connection>> readers_;
  std::mutex idle_mutex_;
  std::condition_variable reader_idle_;
  std::vector<Connection*> idle_;
};

void SqlStorage::read(const std::function<void(Reader&)>& use) {
  Connection* connection = nullptr;
  {
    std::unique_lock lock(idle_mutex_);
    reader_idle_.wait(lock, [this] { return !idle_.empty(); });
    connection = idle_.back();
    idle_.pop_back();
  }
  struct GiveBack {
    SqlStorage& storage;
    Connection* connection;
    ~GiveBack() {
      {
        const std::lock_guard lock(storage.idle_mutex_);
        storage.idle_.push_back(connection);
      }
      storage.reader_idle_.notify_one();
    }
  } give_back{*this, connection};
  try {
    connection->begin();
    Reading<Reader> reader(connection->session(), connection->index());
    use(reader);
    connection->commit();
  } catch (const std::exception& error) {
    connection->roll_back();
    throw Failure(reason_of(error));
  }
}

void SqlStorage::write(Work work, Done done) {
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

std::deque<SqlStorage::Piece> SqlStorage::next_group() {
  std::unique_lock lock(queue_mutex_);
  queue_filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  std::deque<Piece> group;
  for (; group.size() < options_.group_limit && !queue_.empty(); queue_.pop_front())
    group.push_back(std::move(queue_.front()));
  return group;
}

void SqlStorage::write_groups() {
  for (;;) {
    auto group = next_group();
    if (group.empty()) return;
    commit(group);
    for (auto& piece : group) piece.done(piece.fate);
  }
}

// Pieces don't know of each other, and nearly all succeed: they run in one transaction and wait for
// one disk. Where one fails, all are undone and run again, each alone. (A savepoint a piece would
// be the other way; SQLite's text index writes all it has in memory at each, which made this ten
// times slower.)
void SqlStorage::commit(std::deque<Piece>& group) {
  if (group.size() > 1 && commit_together(group.begin(), group.end())) return;
  for (auto piece = group.begin(); piece != group.end(); ++piece) commit_together(piece, piece + 1);
}

bool SqlStorage::commit_together(PieceIterator begin, PieceIterator end) {
  const auto start = std::chrono::steady_clock::now();
  try {
    writer_.begin();
    for (auto piece = begin; piece != end; ++piece) {
      piece->fate = Fate::failed;
      piece->fate = piece->work(writer_.writing()) ? Fate::committed : Fate::given_up;
      if (piece->fate == Fate::given_up) {
        writer_.roll_back();
        return false;
      }
    }
    writer_.commit();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    ++commits_;
    options_.watch.committed(static_cast<std::size_t>(end - begin), taken.count());
    return true;
  } catch (const std::exception& error) {
    options_.watch.failed(reason_of(error));
    for (auto piece = begin; piece != end; ++piece) piece->fate = Fate::failed;
    writer_.roll_back();
    return false;
  }
}

}  // namespace

std::unique_ptr<Storage> make_storage(std::unique_ptr<Engine> engine,
                                      const StorageOptions& options) {
  return std::make_unique<SqlStorage>(std::move(engine), options);
}

}  // namespace storage::sql
