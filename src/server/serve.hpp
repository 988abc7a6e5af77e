// "entourage-server serve": everything put together, and running until it is told to stop.
#pragma once
#include <string>
#include <vector>

namespace server {

int serve_command(const std::vector<std::string>& arguments);  // the process's exit status
std::string serve_help();

}  // namespace server
