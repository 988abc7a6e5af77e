// "entourage-server backup" and "entourage-server check": looking after a database, while a server
// runs on it too.
#pragma once
#include <string>
#include <vector>

namespace server {

int backup_command(const std::vector<std::string>& arguments);  // the process's exit status
std::string backup_help();

int check_command(const std::vector<std::string>& arguments);
std::string check_help();

}  // namespace server
