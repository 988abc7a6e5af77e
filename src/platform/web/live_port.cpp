#include "platform/web/live_port.hpp"

#include <utility>

#include "platform/web/bridge.hpp"

namespace platform::web {

void LivePort::subscribe(std::int64_t since, Listener listener) {
  listener_ = std::move(listener);
  // A double holds every sequence number up to 2^53.
  host_live_subscribe(++subscription_, static_cast<double>(since));
}

// Each calls a copy: the listener may subscribe anew, which replaces it while it runs.
void LivePort::changed(int subscription, std::string data) {
  if (subscription != subscription_ || !listener_.change) return;
  const auto call = listener_.change;
  call(std::move(data));
}

void LivePort::reset(int subscription) {
  if (subscription != subscription_ || !listener_.reset) return;
  const auto call = listener_.reset;
  call();
}

void LivePort::connected(int subscription, bool connected) {
  if (subscription != subscription_ || !listener_.connected) return;
  const auto call = listener_.connected;
  call(connected);
}

}  // namespace platform::web
