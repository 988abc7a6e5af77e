// The one place where the server reads the clock; everything else is given a Clock.
#pragma once
#include <functional>

#include "core/base/time.hpp"

namespace server {

using Clock = std::function<base::Instant()>;

base::Instant system_now();

}  // namespace server
