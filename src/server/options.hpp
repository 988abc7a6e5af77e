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
#include "server/storage/database.hpp"

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

// Flags that belong together, under a title of --help.
struct FlagGroup {
  std::string title;
  std::vector<Flag> flags;
};
std::vector<Flag> flags_of(const std::vector<FlagGroup>& groups);
std::string help_of(const std::vector<FlagGroup>& groups);

// Common ways to take a value.
std::function<bool(const std::string&)> into(std::string& target);
std::function<bool(const std::string&)> into(bool& target);           // a switch
std::function<bool(const std::string&)> into(std::uint16_t& target);  // a port
std::function<bool(const std::string&)> into(std::uint32_t& target);  // a count

// What nearly every subcommand takes. `more`: "made if absent".
Flag database_flag(std::string& database, const std::string& more = {});
Flag pepper_flag(std::string& path);

// The file of the key: the one that was named, else beside the database file. Codes: pepper.missing
// (PostgreSQL has no beside; the detail says what to do).
base::Result<std::string> pepper_file(const std::string& named,
                                      const storage::DatabaseAddress& database);

}  // namespace server
