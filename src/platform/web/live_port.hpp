// The stream of changes, through EventSource in web/live.js.
#pragma once
#include <cstdint>
#include <string>

#include "app/ports.hpp"

namespace platform::web {

class LivePort final : public app::ports::Live {
 public:
  void subscribe(std::int64_t since, Listener listener) override;

  // The page. What belongs to a subscription that has been replaced is ignored.
  void changed(int subscription, std::string data);
  void reset(int subscription);
  void connected(int subscription, bool connected);

 private:
  Listener listener_;
  int subscription_ = 0;
};

}  // namespace platform::web
