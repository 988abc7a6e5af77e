// The command line: flags by table, so that each subcommand says what it takes once, for parsing
// and for --help.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace server {

struct Flag {
  std::string name;                                    // "--port"
  std::string value;                                   // "N"; empty for a switch
  std::string meaning;                                 // one line for --help
  std::function<bool(const std::string& value)> take;  // false: the value makes no sense
};

// Flags may be written "--port 80" or "--port=80"; "--" ends them. Returns what are no flags. The
// error's detail is one sentence for the terminal. Codes: option.unknown, option.value.
base::Result<std::vector<std::string>> parse_flags(const std::vector<std::string>& arguments,
                                                   const std::vector<Flag>& flags);

std::string help_of(const std::vector<Flag>& flags);

// Common ways to take a value.
std::function<bool(const std::string&)> into(std::string& target);
std::function<bool(const std::string&)> into(bool& target);           // a switch
std::function<bool(const std::string&)> into(std::uint16_t& target);  // a port

// "sqlite:PATH". Codes: database.missing, database.unsupported; the detail says what to do.
base::Result<std::string> sqlite_path(const std::string& database);

// One sentence for the terminal about why a database cannot be used.
std::string sentence_about(const base::Error& error, const std::string& database_path);

}  // namespace server
