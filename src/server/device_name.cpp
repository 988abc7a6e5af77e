#include "server/device_name.hpp"

#include <algorithm>
#include <array>

namespace server {
namespace {

struct Sign {
  std::string_view text, name;
};

// Browsers claim to be those they come from: the most particular claim comes first.
constexpr std::array kBrowsers{
    Sign{"Edg", "Edge"},
    Sign{"OPR/", "Opera"},
    Sign{"SamsungBrowser", "Samsung Internet"},
    Sign{"Firefox/", "Firefox"},
    Sign{"FxiOS/", "Firefox"},
    Sign{"CriOS/", "Chrome"},
    Sign{"Chrome/", "Chrome"},
    Sign{"Safari/", "Safari"},
};
constexpr std::array kSystems{
    Sign{"Android", "Android"}, Sign{"iPhone", "iPhone"},  Sign{"iPad", "iPad"},
    Sign{"Windows", "Windows"}, Sign{"Mac OS X", "macOS"}, Sign{"Linux", "Linux"},
};

template <class Signs>
std::string_view first_of(const Signs& signs, std::string_view text) {
  const auto found = std::ranges::find_if(
      signs, [&](const Sign& sign) { return text.find(sign.text) != text.npos; });
  return found == signs.end() ? std::string_view{} : found->name;
}

}  // namespace

std::string device_name(std::string_view user_agent) {
  std::string name(first_of(kBrowsers, user_agent));
  const auto system = first_of(kSystems, user_agent);
  if (!name.empty() && !system.empty()) name += ", ";
  return name.append(system);
}

}  // namespace server
