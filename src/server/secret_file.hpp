// Passwords and tokens that others gave us. They come from files or the environment: a command line
// can be read by everybody on the machine.
#pragma once
#include <string>

#include "core/base/result.hpp"

namespace server {

// The first line of the file, else of the variable; empty where neither is given. It goes into a
// header or a login: no control characters, at most 4,096 bytes. The error's detail is a sentence
// for the terminal. Codes: option.value.
base::Result<std::string> read_secret(const std::string& file, const char* variable);

}  // namespace server
