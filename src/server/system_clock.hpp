// The one place where the server reads the clock; everything else is given a Clock.
#pragma once
#include "core/base/time.hpp"

namespace server {

base::Instant system_now();

}  // namespace server
