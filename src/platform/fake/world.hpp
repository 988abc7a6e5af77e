// A client and its server in one test, with the weather between them.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/store.hpp"
#include "platform/fake/ports.hpp"
#include "platform/fake/server.hpp"

namespace fake {

enum class Fate : std::uint8_t {
  arrives,
  request_lost,  // the server never sees it
  answer_lost,   // the server does it, the client never knows
  doubled,       // the server sees it twice
  busy,          // the server answers 503
};

class World {
 public:
  World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // A new page with the storage and the server as they are: a reload.
  void open(const std::string& url);
  app::Store& store() { return *store_; }
  const app::State& state() const { return store_->state(); }

  // Lets everything under way happen, until nothing more does: saves, requests, changes. Time
  // stands still.
  void run();
  void run_for(std::int64_t ms);  // the same, with time passing

  void connect();  // the stream opens, and tells what it has not told yet
  void disconnect();

  Server server;
  Http http;
  Live live;
  Storage storage;
  Map map;
  Browser browser;
  std::function<Fate(const Http::Request&)> weather;  // always `arrives` when empty
  std::vector<std::string>
      log;  // "save drafts", "save outbox", "POST /api/v1/commands", in the order they were done
  int changes_seen = 0;  // how often the store said that the state has changed

 private:
  bool step();
  void deliver(Http::Request request);
  std::unique_ptr<app::Store> store_;
  bool connected_ = false;
  bool said_connected_ = false;
  int subscription_ = 0;
  std::int64_t told_ = 0;  // sequence of the last change told
};

}  // namespace fake
