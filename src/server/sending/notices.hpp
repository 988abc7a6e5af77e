// What the log says about sending: once a while for what repeats, and never about whom.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "core/base/time.hpp"
#include "server/log.hpp"

namespace sending {

class Notices {
 public:
  explicit Notices(server::Tell tell) : tell_(std::move(tell)) {}

  // Tells the sentence, about "sending", unless something of this kind was written within
  // `quiet_ms`; what was held back is counted in the next one. Safe from any thread.
  void tell(const std::string& kind, const std::string& sentence, base::Instant now,
            std::int64_t quiet_ms = base::kMinuteMs);

 private:
  struct Told {
    base::Instant last;
    std::size_t held_back = 0;
  };
  server::Tell tell_;
  std::mutex mutex_;
  std::map<std::string, Told> told_;
};

}  // namespace sending
