// The address bar, timers, the clock and randomness of the browser (web/browser.js).
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/ports.hpp"

namespace platform::web {

class BrowserPort final : public app::ports::Browser {
 public:
  void show_url(std::string_view url, bool replace) override;
  void set_timer(std::uint32_t timer, std::int64_t after_ms, std::function<void()> fired) override;
  void share(std::string_view title, std::string_view url,
             std::function<void(app::ShareOutcome)> done) override;
  void print() override;
  void ask_position(std::function<void(std::optional<model::Position>)> answered) override;
  base::Instant now() override;
  base::RandomBytes random_bytes() override;

  // Told by the page.
  void timer_fired(std::uint32_t timer);
  void position_answered(std::optional<model::Position> at);
  void share_ended(int request, app::ShareOutcome outcome);

 private:
  std::unordered_map<std::uint32_t, std::function<void()>> timers_;
  std::unordered_map<int, std::function<void(app::ShareOutcome)>> shares_;
  std::vector<std::function<void(std::optional<model::Position>)>> position_askers_;
  int last_share_ = 0;
};

}  // namespace platform::web
