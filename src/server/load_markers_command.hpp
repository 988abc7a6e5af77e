// "entourage-server load-markers N": fills an empty database with invented places, to develop with
// a full map.
#pragma once
#include <string>
#include <vector>

namespace server {

std::string load_markers_help();
int load_markers_command(const std::vector<std::string>& arguments);  // the exit code

}  // namespace server
