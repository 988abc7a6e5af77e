#include "platform/fake/world.hpp"

#include <utility>

namespace fake {

World::World() { open("/"); }

void World::open(const std::string& url) {
  http.waiting.clear();
  storage.waiting.clear();
  browser.timers.clear();
  live = {};
  said_connected_ = false;
  subscription_ = 0;
  store_ = std::make_unique<app::Store>(app::ports::Ports{http, live, storage, map, browser},
                                        [this] { ++changes_seen; });
  browser.url = url;
  store_->send(app::Started{url, storage.text(std::string(app::kDraftsKey)),
                            storage.text(std::string(app::kOutboxKey)), browser.now()});
}

void World::deliver(Http::Request request) {
  server.now = browser.now();
  log.push_back(request.method + " " + request.path);
  switch (weather ? weather(request) : Fate::arrives) {
    case Fate::arrives: return request.done(server.answer(request));
    case Fate::request_lost: return request.done({});
    case Fate::answer_lost: server.answer(request); return request.done({});
    case Fate::doubled: server.answer(request); return request.done(server.answer(request));
    case Fate::busy: return request.done({503, "busy"});
  }
}

bool World::step() {
  if (!storage.waiting.empty()) {
    log.push_back("save " + storage.waiting.front().key);
    storage.settle_one();
    return true;
  }
  if (!http.waiting.empty()) {
    deliver(http.take());
    return true;
  }
  if (!connected_ || !live.listener) return false;
  const auto listener = *live.listener;  // what it is told may replace it
  if (subscription_ != live.subscriptions) {
    subscription_ = live.subscriptions;
    told_ = live.since;
    if (!std::exchange(said_connected_, true)) {
      listener.connected(true);
      return true;
    }
  }
  for (const auto& change : server.changes()) {
    if (change.sequence <= told_) continue;
    told_ = change.sequence;
    listener.change(wire::to_json(change));
    return true;
  }
  return false;
}

void World::run() {
  while (step()) {}
}

void World::run_for(std::int64_t ms) {
  run();
  for (std::int64_t passed = 0; passed < ms; passed += 50) {
    browser.advance(50);
    run();
  }
}

void World::connect() {
  if (std::exchange(connected_, true)) return;
  if (live.listener && subscription_ == live.subscriptions && !std::exchange(said_connected_, true))
    live.listener->connected(true);
}

void World::disconnect() {
  if (!std::exchange(connected_, false) || !live.listener) return;
  if (std::exchange(said_connected_, false)) live.listener->connected(false);
}

}  // namespace fake
