// "entourage-server backup", "restore", "check" and "copy": looking after a database as a whole.
#pragma once
#include <string>
#include <vector>

namespace server {

// Each returns the process's exit status.
int backup_command(const std::vector<std::string>& arguments);
std::string backup_help();

int restore_command(const std::vector<std::string>& arguments);
std::string restore_help();

int check_command(const std::vector<std::string>& arguments);
std::string check_help();

int copy_command(const std::vector<std::string>& arguments);
std::string copy_help();

}  // namespace server
