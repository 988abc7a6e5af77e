#include "server/environment.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace server {
namespace {

constexpr std::string_view kPrefix = "ENTOURAGE_";

// Read elsewhere: secrets, which have no flag of their own, and what script/ and the tests use.
constexpr std::array<std::string_view, 14> kOthers{
    "ENTOURAGE_SMTP_PASSWORD", "ENTOURAGE_SMS_TOKEN",    "ENTOURAGE_METRICS_TOKEN",
    "ENTOURAGE_SERVER",        "ENTOURAGE_ROOT",         "ENTOURAGE_URL",
    "ENTOURAGE_CACHE",         "ENTOURAGE_ANY_SUITE",    "ENTOURAGE_SUITE_TRIXIE",
    "ENTOURAGE_SUITE_FORKY",   "ENTOURAGE_LIGHTHOUSE",   "ENTOURAGE_SPECTRAL",
    "ENTOURAGE_NGINX",         "ENTOURAGE_TEST_POSTGRES"};

bool is_given(const Flag& flag, const std::vector<std::string>& arguments) {
  return std::ranges::any_of(arguments, [&](const std::string& argument) {
    return argument.substr(0, argument.find('=')) == flag.name;
  });
}

bool is_one_of(std::string_view text, const std::array<std::string_view, 3>& words) {
  return std::ranges::find(words, text) != words.end();
}

// False: the value makes no sense.
bool take(const Flag& flag, const std::string& value) {
  if (!flag.value.empty()) return flag.take(value);
  if (is_one_of(value, {"0", "false", "no"})) return true;
  return is_one_of(value, {"1", "true", "yes"}) && flag.take("");
}

}  // namespace

Environment environment_of_process() {
  Environment environment;
  for (char** entry = environ; *entry; ++entry) {
    const std::string text(*entry);
    const auto equals = text.find('=');
    if (equals != std::string::npos) environment[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return environment;
}

std::string variable_of(const Flag& flag) {
  auto name = std::string(kPrefix) + flag.name.substr(2);
  std::ranges::transform(name, name.begin(), [](char c) {
    if (c == '-') return '_';
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return name;
}

base::Result<base::Done> take_environment(const Environment& environment,
                                          const std::vector<Flag>& flags,
                                          const std::vector<std::string>& arguments) {
  for (const auto& flag : flags) {
    const auto found = environment.find(variable_of(flag));
    if (found == environment.end() || found->second.empty() || is_given(flag, arguments)) continue;
    if (!take(flag, found->second))
      return base::Error{"option.value", found->first,
                         "\"" + found->second + "\" makes no sense for " + found->first + " (" +
                             flag.name + (flag.value.empty() ? "" : " " + flag.value) + ")."};
  }
  return base::Done{};
}

std::vector<std::string> strange_variables(const Environment& environment,
                                           const std::vector<Flag>& flags) {
  std::vector<std::string> strange;
  for (const auto& [name, value] : environment) {
    if (!name.starts_with(kPrefix) || std::ranges::find(kOthers, name) != kOthers.end()) continue;
    const bool is_known = std::ranges::any_of(
        flags, [&](const Flag& flag) { return variable_of(flag) == std::string_view(name); });
    if (!is_known) strange.push_back(name);
  }
  return strange;
}

}  // namespace server
