#include "platform/fake/ports.hpp"

#include <cassert>

namespace fake {

void Http::send(std::string_view method, std::string_view path, std::string_view json_body,
                std::function<void(app::ports::HttpAnswer)> done) {
  waiting.push_back(
      {std::string(method), std::string(path), std::string(json_body), std::move(done)});
}

Http::Request Http::take() {
  assert(!waiting.empty());
  auto request = std::move(waiting.front());
  waiting.pop_front();
  return request;
}

void Live::subscribe(std::int64_t from, Listener to) {
  since = from;
  listener = std::move(to);
  ++subscriptions;
}

void Storage::save(std::string_view key, std::string_view text, std::function<void(bool)> done) {
  waiting.push_back({std::string(key), std::string(text), std::move(done)});
}

void Storage::settle_one() {
  assert(!waiting.empty());
  auto save = std::move(waiting.front());
  waiting.pop_front();
  if (works) texts[save.key] = save.text;
  save.done(works);
}

std::string Storage::text(const std::string& key) const {
  const auto found = texts.find(key);
  return found == texts.end() ? std::string{} : found->second;
}

void Browser::show_url(std::string_view shown, bool replace) {
  url = shown;
  if (!replace) ++history;
}

void Browser::set_timer(std::uint32_t timer, std::int64_t after_ms, std::function<void()> fired) {
  timers[timer] = {now_.unix_ms + after_ms, std::move(fired)};
}

// SplitMix64: the same bytes in every run.
base::RandomBytes Browser::random_bytes() {
  base::RandomBytes bytes{};
  for (auto& byte : bytes) {
    random_ += 0x9E3779B97F4A7C15ull;
    std::uint64_t z = random_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    byte = static_cast<std::uint8_t>(z >> 56);
  }
  return bytes;
}

void Browser::advance(std::int64_t ms) {
  const std::int64_t end_ms = now_.unix_ms + ms;
  for (;;) {
    auto next = timers.end();
    for (auto it = timers.begin(); it != timers.end(); ++it) {
      if (it->second.due_ms <= end_ms &&
          (next == timers.end() || it->second.due_ms < next->second.due_ms))
        next = it;
    }
    if (next == timers.end()) break;
    const auto timer = std::move(next->second);
    timers.erase(next);
    now_.unix_ms = std::max(now_.unix_ms, timer.due_ms);
    timer.fired();
  }
  now_.unix_ms = end_ms;
}

}  // namespace fake
