// "entourage-server import": places from files into the database.
#pragma once
#include <string>
#include <vector>

namespace server {

int import_command(const std::vector<std::string>& arguments);  // the process's exit status
std::string import_help();

}  // namespace server
