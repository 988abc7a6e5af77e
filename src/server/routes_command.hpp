// "entourage-server routes": which addresses the server answers, and which commands it takes. The
// tests compare it with the description of the API and with the table of permissions.
#pragma once
#include <string>
#include <vector>

namespace server {

std::string routes_help();
int routes_command(const std::vector<std::string>& arguments);

}  // namespace server
