#include "server/stream.hpp"

#include "core/wire/json.hpp"

namespace server {
namespace {

std::shared_ptr<const std::string> event_of(const model::Change& change) {
  return std::make_shared<const std::string>("id: " + std::to_string(change.sequence) +
                                             "\nevent: change\ndata: " + wire::to_json(change) +
                                             "\n\n");
}

std::shared_ptr<const std::string> reload_event(std::int64_t sequence) {
  return std::make_shared<const std::string>(
      "id: " + std::to_string(sequence) +
      "\nevent: reload\ndata: {\"sequence\":" + std::to_string(sequence) + "}\n\n");
}

// A page that lost its stream comes back after this long. Also the first bytes of every stream,
// which open it.
const auto kGreeting = std::make_shared<const std::string>("retry: 1500\n\n");

constexpr std::size_t kFewStreams = 100;

}  // namespace

base::Result<Backlog> backlog_since(storage::Reader& reader, std::int64_t since) {
  const auto gone = base::Error{"changes.gone", "since", ""};
  const auto last = reader.last_sequence(), first = reader.first_sequence();
  if (since < 0 || since > last || (first > 0 && since < first - 1)) return gone;
  Backlog backlog{last, reader.changes_since(since, kBacklogMax + 1)};
  if (backlog.changes.size() > kBacklogMax) return gone;
  return backlog;
}

StreamHub::StreamHub(storage::Storage& storage, Tell tell)
    : storage_(storage), tell_(std::move(tell)) {
  storage_.read([this](storage::Reader& reader) { told_ = reader.last_sequence(); });
  thread_ = std::jthread([this] { tell_changes(); });
}

StreamHub::~StreamHub() { close(); }

void StreamHub::close() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    subscribers_.clear();
  }
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::size_t StreamHub::open() {
  const std::lock_guard lock(mutex_);
  std::erase_if(subscribers_, [](const Subscriber& left) { return !left.outlet->is_open(); });
  return subscribers_.size();
}

void StreamHub::changed() {
  const std::lock_guard lock(mutex_);
  has_news_ = true;
  woken_.notify_one();
}

void StreamHub::subscribe(std::shared_ptr<http::Outlet> outlet, std::optional<std::int64_t> since) {
  const std::lock_guard lock(mutex_);
  if (is_closed_) return;
  if (subscribers_.size() >= crowd_) {
    std::erase_if(subscribers_, [](const Subscriber& left) { return !left.outlet->is_open(); });
    crowd_ = 2 * subscribers_.size() + kFewStreams;
  }
  outlet->send(kGreeting);
  Subscriber subscriber{outlet, told_};
  if (since) {
    storage_.read([&](storage::Reader& reader) {
      const auto backlog = backlog_since(reader, *since);
      subscriber.told = backlog ? backlog->sequence : reader.last_sequence();
      if (!backlog) outlet->send(reload_event(subscriber.told));
      if (backlog)
        for (const auto& change : backlog->changes) outlet->send(event_of(change));
    });
  }
  subscribers_.push_back(std::move(subscriber));
}

void StreamHub::tell_changes() {
  for (;;) {
    std::int64_t since = 0;
    {
      std::unique_lock lock(mutex_);
      woken_.wait(lock, [this] { return has_news_ || is_closed_; });
      if (is_closed_) return;
      has_news_ = false;
      since = told_;
    }
    try {
      if (nobody_listens()) continue;
      std::vector<model::Change> changes;
      storage_.read(
          [&](storage::Reader& reader) { changes = reader.changes_since(since, kBacklogMax); });
      tell(changes);
      if (changes.size() == kBacklogMax) changed();
    } catch (const std::exception& error) {
      tell_(Level::error, "stream", error.what());
    }
  }
}

// Then nothing needs to be read; whoever comes later reads what happened before.
bool StreamHub::nobody_listens() {
  const std::lock_guard lock(mutex_);
  if (!subscribers_.empty()) return false;
  storage_.read([this](storage::Reader& reader) { told_ = reader.last_sequence(); });
  return true;
}

void StreamHub::tell(const std::vector<model::Change>& changes) {
  const std::lock_guard lock(mutex_);
  for (const auto& change : changes) {
    const auto event = event_of(change);
    for (auto& subscriber : subscribers_)
      if (change.sequence > subscriber.told) subscriber.outlet->send(event);
    told_ = change.sequence;
  }
  for (auto& subscriber : subscribers_) subscriber.told = std::max(subscriber.told, told_);
  std::erase_if(subscribers_,
                [](const Subscriber& subscriber) { return !subscriber.outlet->is_open(); });
}

}  // namespace server
