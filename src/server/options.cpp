#include "server/options.hpp"

#include <algorithm>
#include <charconv>

#include "server/secrets.hpp"

namespace server {

base::Result<std::vector<std::string>> parse_flags(const std::vector<std::string>& arguments,
                                                   const std::vector<Flag>& flags) {
  std::vector<std::string> others;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto& argument = arguments[i];
    if (argument == "--") {
      others.insert(others.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                    arguments.end());
      break;
    }
    if (!argument.starts_with("--")) {
      others.push_back(argument);
      continue;
    }
    const auto equals = argument.find('=');
    const auto name = argument.substr(0, equals);
    const auto flag = std::ranges::find(flags, name, &Flag::name);
    if (flag == flags.end())
      return base::Error{"option.unknown", name, "There is no option " + name + "; see --help."};
    const bool has_value = equals != std::string::npos;
    if (flag->value.empty() && has_value)
      return base::Error{"option.value", name, name + " takes no value."};
    std::string value;
    if (!flag->value.empty()) {
      if (!has_value && i + 1 == arguments.size())
        return base::Error{"option.value", name,
                           name + " needs a value: " + name + " " + flag->value};
      value = has_value ? argument.substr(equals + 1) : arguments[++i];
    }
    if (!flag->take(value))
      return base::Error{"option.value", name,
                         "\"" + value + "\" makes no sense for " + name + " " + flag->value + "."};
  }
  return others;
}

std::string help_of(const std::vector<Flag>& flags) {
  constexpr std::size_t kColumn = 30;
  std::string out;
  for (const auto& flag : flags) {
    std::string line = "  " + flag.name + (flag.value.empty() ? "" : " " + flag.value);
    line.resize(std::max(line.size() + 1, kColumn), ' ');
    out += line + flag.meaning + "\n";
  }
  return out;
}

std::vector<Flag> flags_of(const std::vector<FlagGroup>& groups) {
  std::vector<Flag> flags;
  for (const auto& group : groups)
    flags.insert(flags.end(), group.flags.begin(), group.flags.end());
  return flags;
}

std::string help_of(const std::vector<FlagGroup>& groups) {
  std::string out;
  for (const auto& group : groups) out += group.title + "\n" + help_of(group.flags) + "\n";
  return out;
}

std::function<bool(const std::string&)> into(std::string& target) {
  return [&target](const std::string& value) {
    target = value;
    return !value.empty();
  };
}

std::function<bool(const std::string&)> into(bool& target) {
  return [&target](const std::string&) { return target = true; };
}

namespace {
template <class Number>
std::function<bool(const std::string&)> into_number(Number& target) {
  return [&target](const std::string& value) {
    const auto result = std::from_chars(value.data(), value.data() + value.size(), target);
    return result.ec == std::errc{} && result.ptr == value.data() + value.size();
  };
}
}  // namespace

std::function<bool(const std::string&)> into(std::uint16_t& target) { return into_number(target); }
std::function<bool(const std::string&)> into(std::uint32_t& target) { return into_number(target); }

Flag database_flag(std::string& database, const std::string& more) {
  return {"--database", "URL",
          "sqlite:PATH or postgresql://user@host/name" + (more.empty() ? "" : "; " + more),
          into(database)};
}

Flag pepper_flag(std::string& path) {
  return {"--pepper", "FILE", "the key, made if absent; PATH.pepper of sqlite:PATH if not given",
          into(path)};
}

base::Result<std::string> pepper_file(const std::string& named,
                                      const storage::DatabaseAddress& database) {
  if (!named.empty()) return named;
  if (database.engine == storage::EngineKind::sqlite) return pepper_path(database.target);
  return base::Error{"pepper.missing", "",
                     "Say where the key lies: --pepper FILE (it is made if absent; all servers on "
                     "one database need the same)."};
}

}  // namespace server
