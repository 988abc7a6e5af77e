// The ports of the client, for tests: nothing happens until the test says so.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/ports.hpp"

namespace fake {

// Requests wait in order until the test answers them.
class Http : public app::ports::Http {
 public:
  struct Request {
    std::string method, path, body;
    std::function<void(app::ports::HttpAnswer)> done;
  };
  void send(std::string_view method, std::string_view path, std::string_view json_body,
            std::function<void(app::ports::HttpAnswer)> done) override;
  // The oldest, taken off the queue. There must be one.
  Request take();

  std::deque<Request> waiting;
};

class Live : public app::ports::Live {
 public:
  void subscribe(std::int64_t since, Listener listener) override;

  std::optional<Listener> listener;
  std::int64_t since = -1;
  int subscriptions = 0;
};

// Saves are done when the test settles them; `log` tells the order in which they and requests were
// asked.
class Storage : public app::ports::Storage {
 public:
  void save(std::string_view key, std::string_view text, std::function<void(bool)> done) override;
  void settle_one();  // the oldest
  std::string text(const std::string& key) const;

  bool works = true;
  std::map<std::string, std::string> texts;
  struct Save {
    std::string key, text;
    std::function<void(bool)> done;
  };
  std::deque<Save> waiting;
};

class Map : public app::ports::Map {
 public:
  void fly_to(model::Position at, double zoom) override { flights.emplace_back(at, zoom); }

  std::vector<std::pair<model::Position, double>> flights;
};

// Time stands still until advance().
class Browser : public app::ports::Browser {
 public:
  void show_url(std::string_view url, bool replace) override;
  void set_timer(std::uint32_t timer, std::int64_t after_ms, std::function<void()> fired) override;
  void share(std::string_view title, std::string_view url,
             std::function<void(app::ShareOutcome)> done) override {
    shared.emplace_back(title, url);
    share_done = std::move(done);
  }
  void print() override { ++prints; }
  void ask_position(std::function<void(std::optional<model::Position>)> answered) override {
    position_askers.push_back(std::move(answered));
  }
  base::Instant now() override { return now_; }
  base::RandomBytes random_bytes() override;

  // Fires what falls due on the way, in order.
  void advance(std::int64_t ms);

  std::string url;
  std::size_t history = 1;
  std::vector<std::pair<std::string, std::string>> shared;
  std::function<void(app::ShareOutcome)> share_done;  // of the last
  int prints = 0;
  struct Timer {
    std::int64_t due_ms = 0;
    std::function<void()> fired;
  };
  std::map<std::uint32_t, Timer> timers;
  std::vector<std::function<void(std::optional<model::Position>)>> position_askers;

 private:
  base::Instant now_{1'795'248'000'000};  // 2026-11-21T08:00:00Z
  std::uint64_t random_ = 0x9E3779B97F4A7C15ull;
};

}  // namespace fake
