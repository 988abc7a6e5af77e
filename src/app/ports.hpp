// What the client needs of the world. Implemented over JavaScript (platform/web) and for tests
// (platform/fake).
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/state.hpp"
#include "core/base/id.hpp"
#include "core/base/time.hpp"

namespace app::ports {

// What came back of a request. status 0: no answer (no network, refused, timed out).
struct HttpAnswer {
  int status = 0;
  std::string body;  // bytes
};

class Http {
 public:
  virtual ~Http() = default;
  // `done` is called exactly once, later, never from inside send(). `method` is GET, POST or
  // DELETE; `path` begins with "/".
  virtual void send(std::string_view method, std::string_view path, std::string_view json_body,
                    std::function<void(HttpAnswer)> done) = 0;
};

class Live {
 public:
  virtual ~Live() = default;
  struct Listener {
    std::function<void(std::string data)> change;  // the data of one change event
    std::function<void()> reset;                   // the server cannot go on from `since`
    std::function<void(bool connected)> connected;
  };
  // One subscription at a time; a new one replaces the old. Reconnects by itself.
  virtual void subscribe(std::int64_t since, Listener listener) = 0;
};

class Storage {
 public:
  virtual ~Storage() = default;
  // Small texts that outlive the page. `done(false)`: could not be stored (full, forbidden).
  virtual void save(std::string_view key, std::string_view text,
                    std::function<void(bool ok)> done) = 0;
};

class Map {
 public:
  virtual ~Map() = default;
  virtual void fly_to(model::Position at, double zoom) = 0;
};

class Browser {
 public:
  virtual ~Browser() = default;
  virtual void show_url(std::string_view url, bool replace) = 0;
  virtual void set_timer(std::uint32_t timer, std::int64_t after_ms,
                         std::function<void()> fired) = 0;
  // Offers a page of ours to others: the device's own way, or a copy of its link. `done` is called
  // later, never from inside share().
  virtual void share(std::string_view title, std::string_view url,
                     std::function<void(ShareOutcome)> done) = 0;
  virtual void print() = 0;  // the screen as it is
  // Where the browser says that the person is; they may be asked. None: refused, or not to be
  // found. `answered` is called exactly once, later.
  virtual void ask_position(std::function<void(std::optional<model::Position>)> answered) = 0;
  virtual base::Instant now() = 0;
  virtual base::RandomBytes random_bytes() = 0;
};

struct Ports {
  Http& http;
  Live& live;
  Storage& storage;
  Map& map;
  Browser& browser;
};

}  // namespace app::ports
