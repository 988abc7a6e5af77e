// "entourage-server hours": our reading of opening hours beside another's.
#pragma once
#include <string>
#include <vector>

namespace server {

int hours_command(const std::vector<std::string>& arguments);
std::string hours_help();

}  // namespace server
