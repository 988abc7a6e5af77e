// Hears of what other processes commit. Private to storage/.
#pragma once
#include <functional>
#include <string>
#include <thread>

namespace storage::postgres {

// Listeners are told once a transaction that added changes.
inline constexpr const char* kListen = "LISTEN entourage_change";
inline constexpr const char* kCommitAndNotify = "NOTIFY entourage_change; COMMIT";

class Listener {
 public:
  // `call` is called from a thread of its own, after each notification, and after a connection that
  // was lost is back: what happened meanwhile was not heard.
  Listener(std::string connection_string, std::function<void()> call);
  ~Listener();

 private:
  void listen(const std::stop_token& stop);
  void hear(const std::stop_token& stop);  // until the connection is lost, or the end

  std::string connection_string_;
  std::function<void()> call_;
  int wake_;  // an eventfd: the end
  std::jthread thread_;
};

}  // namespace storage::postgres
