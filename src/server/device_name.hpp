// What a person may recognise a device by, from its User-Agent: "Firefox, Android". Not more: the
// whole of it would tell devices apart.
#pragma once
#include <string>
#include <string_view>

namespace server {

std::string device_name(std::string_view user_agent);  // empty where nothing is recognised

}  // namespace server
