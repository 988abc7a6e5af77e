#include "server/sending/dispatcher.hpp"

#include <algorithm>
#include <chrono>

#include "server/sending/seal.hpp"

namespace sending {
namespace {

constexpr std::int64_t kFirstWait_ms = 2 * base::kSecondMs, kLongestWait_ms = 2 * base::kMinuteMs;
constexpr std::int64_t kStorageWait_ms = 5 * base::kSecondMs;  // after a failure of the database
constexpr auto kOthers = std::chrono::seconds(2);

constexpr std::array kChannels{Channel::email, Channel::sms};

std::string name_of(Channel channel) {
  switch (channel) {
    case Channel::email: return "an e-mail";
    case Channel::sms: return "a text message";
  }
  return "";
}

std::int64_t day_of(base::Instant at) { return at.unix_ms / base::kDayMs; }
base::Instant earlier(base::Instant a, base::Instant b) { return std::min(a, b); }

}  // namespace

std::int64_t backoff_ms(int tries, double fraction) {
  auto wait_ms = kFirstWait_ms;
  for (int i = 1; i < tries && wait_ms < kLongestWait_ms; ++i) wait_ms *= 2;
  wait_ms = std::min(wait_ms, kLongestWait_ms);
  return wait_ms / 2 + static_cast<std::int64_t>(static_cast<double>(wait_ms) / 2 * fraction);
}

Dispatcher::Dispatcher(storage::Storage& storage, server::Pepper pepper, server::Clock clock,
                       DispatcherOptions options)
    : storage_(storage),
      pepper_(std::move(pepper)),
      clock_(std::move(clock)),
      options_(std::move(options)),
      notices_(options_.tell) {
  lane(Channel::email).carrier = options_.email;
  lane(Channel::sms).carrier = options_.sms;
}

Dispatcher::~Dispatcher() { stop(); }

bool Dispatcher::takes(Channel channel) const {
  return lanes_[static_cast<std::size_t>(channel)].carrier != nullptr;
}

storage::Outgoing Dispatcher::prepare(const Message& message, std::string about,
                                      base::Instant expires) const {
  return {message.id,      message.channel, std::move(about), seal(pepper_, message),
          message.created, expires,         message.created,  0};
}

void Dispatcher::wake() {
  const std::lock_guard lock(mutex_);
  ++news_;
  changed_.notify_all();
}

void Dispatcher::start() {
  for (const auto channel : kChannels)
    for (unsigned i = 0; takes(channel) && i < options_.workers; ++i)
      threads_.emplace_back([this, channel] { work(channel); });
}

void Dispatcher::stop() {
  stop_.request_stop();  // wakes who waits, too
  threads_.clear();
}

void Dispatcher::settle() {
  for (const auto channel : kChannels) {
    if (!takes(channel)) continue;
    while (const auto row = find(channel).due) try_one(*row);
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kOthers, [&] { return lane(channel).under_way.empty(); });
  }
}

void Dispatcher::work(Channel channel) {
  const auto stop = stop_.get_token();
  while (!stop.stop_requested()) {
    std::uint64_t seen = 0;
    {
      const std::lock_guard lock(mutex_);
      seen = news_;
    }
    Found found;
    try {
      found = find(channel);
      if (found.due) {
        try_one(*found.due);
        continue;
      }
    } catch (const std::exception& error) {
      notices_.tell("storage", std::string("the database failed: ") + error.what(), clock_());
      found.next = base::Instant{clock_().unix_ms + kStorageWait_ms};
    }
    std::unique_lock lock(mutex_);
    const auto has_news = [&] { return news_ != seen; };
    // A minute at most: the clock of the day may be set meanwhile, and another process that shares
    // the database may have left something.
    const auto until_next_ms =
        found.next ? found.next->unix_ms - clock_().unix_ms : base::kMinuteMs;
    const auto wait_ms = std::clamp(until_next_ms, std::int64_t{1}, base::kMinuteMs);
    changed_.wait_for(lock, stop, std::chrono::milliseconds(wait_ms), has_news);
  }
}

// Whatever is found due is under way from here on; try_one ends that.
Dispatcher::Found Dispatcher::find(Channel channel) {
  if (!forget_finished(channel)) throw storage::Failure("what was sent could not be deleted");
  auto& under_way = lane(channel).under_way;
  for (;;) {
    std::size_t limit = 1;
    {
      const std::lock_guard lock(mutex_);
      limit += under_way.size();
    }
    std::vector<storage::Outgoing> rows;
    storage_.read([&](storage::Reader& reader) { rows = reader.waiting_outgoing(channel, limit); });
    const auto now = clock_();
    const std::lock_guard lock(mutex_);
    for (auto& row : rows) {
      if (under_way.contains(row.id)) continue;
      if (row.next_try > now) return {std::nullopt, row.next_try};
      under_way.insert(row.id);
      return {std::move(row), std::nullopt};
    }
    // All that waits is under way: who ends that looks again. Otherwise others were quicker.
    if (rows.size() < limit) return {};
  }
}

void Dispatcher::try_one(const storage::Outgoing& row) {
  try {
    hand_over(row);
  } catch (...) {
    release(row, false);
    throw;
  }
}

void Dispatcher::hand_over(const storage::Outgoing& row) {
  const auto now = clock_();
  const auto finish = [&](const std::string& kind, const std::string& sentence) {
    notices_.tell(name_of(row.channel) + kind, name_of(row.channel) + sentence, now);
    release(row, true);
  };
  if (row.expires <= now) {
    options_.count(row.channel, Outcome::expired);
    return finish("expired", " was not sent: it came too late to be of use");
  }
  const auto message = unseal(pepper_, row);
  if (!message) return finish("sealed", " was not sent: it was written with another key");
  switch (claim(row, now)) {
    case Claim::granted: break;
    case Claim::gone: return release(row, false);
    case Claim::over_budget:
      notices_.tell("budget",
                    "a text message is not sent: " + std::to_string(options_.sms_per_day) +
                        " were today, which is the limit (--sms-per-day)",
                    now, base::kHourMs);
      return release(row, false);
  }
  settle_try(row, lane(row.channel).carrier->hand_over(*message, stop_.get_token()));
}

// The try is counted before it is made. After a crash in the middle nobody knows what became of it:
// it is made again then, at the time that is written here.
Dispatcher::Claim Dispatcher::claim(const storage::Outgoing& row, base::Instant now) {
  const auto day = day_of(now);
  const bool costs = row.channel == Channel::sms && row.tries == 0;
  auto claim = Claim::gone;
  write([&](storage::Transaction& transaction) {
    claim = Claim::gone;
    if (transaction.tries_of_outgoing(row.id) != row.tries) return true;
    if (costs && transaction.begun_on(row.channel, day) >= options_.sms_per_day) {
      const base::Instant tomorrow{(day + 1) * base::kDayMs};
      transaction.set_outgoing_try(row.id, row.tries, earlier(tomorrow, row.expires));
      claim = Claim::over_budget;
      return true;
    }
    if (costs) transaction.count_begun(row.channel, day);
    transaction.set_outgoing_try(row.id, row.tries + 1, {now.unix_ms + options_.lease_ms});
    claim = Claim::granted;
    return true;
  });
  return claim;
}

void Dispatcher::settle_try(const storage::Outgoing& row, const HandOver& result) {
  const auto name = name_of(row.channel);
  const auto now = clock_();
  switch (result.verdict) {
    case Verdict::accepted: options_.count(row.channel, Outcome::sent); return release(row, true);
    case Verdict::refused:
      options_.count(row.channel, Outcome::refused);
      notices_.tell(name + "refused", name + " was refused for good: " + result.why, now);
      return release(row, true);
    case Verdict::try_later: break;
  }
  if (!stop_.stop_requested()) {
    options_.count(row.channel, Outcome::later);
    notices_.tell(name + "later", name + " could not be handed over yet: " + result.why, now);
    const auto tries = row.tries + 1;
    const auto wait_ms = std::max(backoff_ms(tries, options_.fraction()), result.not_before_ms);
    write([&](storage::Transaction& transaction) {
      transaction.set_outgoing_try(row.id, tries, earlier({now.unix_ms + wait_ms}, row.expires));
      return true;
    });
  }
  release(row, false);
}

// What was handed over stays under way until its row is gone: where the database cannot delete it
// just now, it must not be sent a second time.
void Dispatcher::release(const storage::Outgoing& row, bool is_finished) {
  {
    const std::lock_guard lock(mutex_);
    auto& own = lane(row.channel);
    if (is_finished) own.finished.push_back(row.id);
    if (!is_finished) own.under_way.erase(row.id);
    ++news_;
    changed_.notify_all();
  }
  if (is_finished) forget_finished(row.channel);
}

bool Dispatcher::forget_finished(Channel channel) {
  std::vector<base::Uuid> ids;
  {
    const std::lock_guard lock(mutex_);
    ids = lane(channel).finished;
  }
  if (ids.empty()) return true;
  const auto fate = storage_.write_and_wait([&](storage::Transaction& transaction) {
    for (const auto& id : ids) transaction.forget_outgoing(id);
    return true;
  });
  if (fate != storage::Fate::committed) return false;
  const std::lock_guard lock(mutex_);
  auto& own = lane(channel);
  for (const auto& id : ids) own.under_way.erase(id);
  std::erase_if(own.finished,
                [&](const auto& id) { return std::ranges::find(ids, id) != ids.end(); });
  ++news_;
  changed_.notify_all();
  return true;
}

void Dispatcher::write(storage::Storage::Work work) {
  if (storage_.write_and_wait(std::move(work)) != storage::Fate::committed)
    throw storage::Failure("nothing could be written");
}

}  // namespace sending
