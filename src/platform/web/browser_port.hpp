// The address bar, timers, the clock and randomness of the browser (web/browser.js).
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>

#include "app/ports.hpp"

namespace platform::web {

class BrowserPort final : public app::ports::Browser {
 public:
  void show_url(std::string_view url, bool replace) override;
  void set_timer(std::uint32_t timer, std::int64_t after_ms, std::function<void()> fired) override;
  base::Instant now() override;
  base::RandomBytes random_bytes() override;

  void timer_fired(std::uint32_t timer);  // the page

 private:
  std::unordered_map<std::uint32_t, std::function<void()>> timers_;
};

}  // namespace platform::web
