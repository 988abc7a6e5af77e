// "entourage-server role": how the first admin comes to be.
#pragma once
#include <string>
#include <vector>

namespace server {

int role_command(const std::vector<std::string>& arguments);
std::string role_help();

}  // namespace server
