// Flags that are given by the environment: "--sms-per-day" by ENTOURAGE_SMS_PER_DAY. What the
// command line says wins.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "server/options.hpp"

namespace server {

using Environment = std::map<std::string, std::string>;
Environment environment_of_process();

std::string variable_of(const Flag& flag);

// Gives the flags what the environment has and `arguments` have not. Switches take 1, true, yes, or
// 0, false, no. An empty variable is none. The error's detail is a sentence for the terminal, like
// that of parse_flags. Codes: option.value.
base::Result<base::Done> take_environment(const Environment& environment,
                                          const std::vector<Flag>& flags,
                                          const std::vector<std::string>& arguments);

// Variables whose name begins with ENTOURAGE_, and that nothing here reads: slips of the pen.
std::vector<std::string> strange_variables(const Environment& environment,
                                           const std::vector<Flag>& flags);

}  // namespace server
