#include "server/system_clock.hpp"

#include <chrono>

namespace server {

base::Instant system_now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace server
