#include "platform/web/browser_port.hpp"

#include <chrono>
#include <utility>

#include "platform/web/bridge.hpp"

namespace platform::web {

void BrowserPort::show_url(std::string_view url, bool replace) {
  host_browser_show_url(url.data(), url.size(), replace ? 1 : 0);
}

void BrowserPort::set_timer(std::uint32_t timer, std::int64_t after_ms,
                            std::function<void()> fired) {
  timers_[timer] = std::move(fired);
  host_browser_set_timer(timer, static_cast<double>(after_ms));
}

void BrowserPort::timer_fired(std::uint32_t timer) {
  const auto found = timers_.find(timer);
  if (found == timers_.end()) return;
  // Taken out first: what fires may set the same timer again.
  const auto fired = std::move(found->second);
  timers_.erase(found);
  fired();
}

void BrowserPort::share(std::string_view title, std::string_view url,
                        std::function<void(app::ShareOutcome)> done) {
  const int request = ++last_share_;
  shares_.emplace(request, std::move(done));
  host_browser_share(request, title.data(), title.size(), url.data(), url.size());
}

void BrowserPort::share_ended(int request, app::ShareOutcome outcome) {
  if (auto share = shares_.extract(request)) share.mapped()(outcome);
}

void BrowserPort::print() { host_browser_print(); }

void BrowserPort::ask_position(std::function<void(std::optional<model::Position>)> answered) {
  position_askers_.push_back(std::move(answered));
  host_browser_ask_position();
}

void BrowserPort::position_answered(std::optional<model::Position> at) {
  for (const auto& answered : std::exchange(position_askers_, {})) answered(at);
}

base::Instant BrowserPort::now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

base::RandomBytes BrowserPort::random_bytes() {
  base::RandomBytes bytes{};
  host_browser_random(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace platform::web
