#include "server/options.hpp"

#include <algorithm>
#include <charconv>

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

std::function<bool(const std::string&)> into(std::string& target) {
  return [&target](const std::string& value) {
    target = value;
    return !value.empty();
  };
}

std::function<bool(const std::string&)> into(bool& target) {
  return [&target](const std::string&) { return target = true; };
}

std::function<bool(const std::string&)> into(std::uint16_t& target) {
  return [&target](const std::string& value) {
    const auto result = std::from_chars(value.data(), value.data() + value.size(), target);
    return result.ec == std::errc{} && result.ptr == value.data() + value.size();
  };
}

base::Result<std::string> sqlite_path(const std::string& database) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (database.empty())
    return base::Error{"database.missing", "",
                       "Say where the database is: --database sqlite:PATH (it is made if absent)."};
  if (database.starts_with("postgresql:") || database.starts_with("postgres:"))
    return base::Error{"database.unsupported", "",
                       "PostgreSQL is not in this version yet; use --database sqlite:PATH."};
  if (!database.starts_with(kSqlite) || database.size() == kSqlite.size())
    return base::Error{
        "database.unsupported", "",
        "\"" + database + "\" is no database address; write --database sqlite:PATH."};
  auto path = database.substr(kSqlite.size());
  if (path.starts_with("//"))
    path = path.substr(2);  // sqlite:///absolute and sqlite://relative, as URLs write it
  return path;
}

std::string sentence_about(const base::Error& error, const std::string& database_path) {
  const auto is = [&](std::string_view code) { return error.code == code; };
  if (is("database.locked"))
    return "A server or another command is using " + database_path +
           "; stop it first, then try again (places can also be sent through a running server: "
           "import "
           "--server URL).";
  if (is("database.not_a_database"))
    return database_path + " is not a database (" + error.detail +
           "); it was left as it is. Name another file.";
  if (is("database.foreign"))
    return database_path +
           " is a database of another program; it was left as it is. Name another file.";
  if (is("database.newer"))
    return database_path + " was made by a newer version (schema " + error.where +
           "); use that version, or a backup from before it.";
  return database_path + " cannot be used as a database: " + error.detail + ".";
}

}  // namespace server
