// The loop: actions in, effects out through the ports, and a word to whoever paints that something
// changed.
#pragma once
#include <deque>
#include <functional>
#include <string_view>

#include "app/action.hpp"
#include "app/ports.hpp"
#include "app/reduce.hpp"
#include "app/state.hpp"

namespace app {

// Under these keys of the storage port lie the texts that Started takes.
inline constexpr std::string_view kDraftsKey = "drafts", kOutboxKey = "outbox";

// What an answer that is not 2xx means, as the codes of `failure` or the server's own.
base::Error http_error(const ports::HttpAnswer& answer);

class Store {
 public:
  // `changed` is called after the state has changed, at least once for a run of actions.
  Store(ports::Ports ports, std::function<void()> changed);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Actions sent while one is being reduced wait their turn.
  void send(Action action);
  const State& state() const { return state_; }

  model::CommandId new_command_id();  // from the ports' clock and randomness
  base::Instant now() { return ports_.browser.now(); }

  // While there is time: finds some of what the map will show if it moves. Whether there was
  // anything left to find; each call takes a few milliseconds at most, and changes nothing that can
  // be seen.
  bool prepare();

 private:
  void run(const Effect& effect);
  ports::Ports ports_;
  std::function<void()> changed_;
  State state_;
  std::deque<Action> waiting_;
  bool reducing_ = false;
};

}  // namespace app
