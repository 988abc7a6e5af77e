// "entourage-server routes": which addresses the server answers. The tests compare it with the
// description of the API.
#pragma once
#include <string>
#include <vector>

namespace server {

std::string routes_help();
int routes_command(const std::vector<std::string>& arguments);

}  // namespace server
