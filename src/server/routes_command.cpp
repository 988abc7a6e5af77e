#include "server/routes_command.hpp"

#include <iostream>

#include "server/routes.hpp"

namespace server {

std::string routes_help() {
  return "entourage-server routes\n\n"
         "Prints every address that the server answers and its method, one JSON object a line.\n";
}

int routes_command(const std::vector<std::string>& arguments) {
  if (!arguments.empty()) {
    std::cerr << "entourage-server routes: \"" << arguments.front()
              << "\" is not understood; it takes nothing.\n";
    return 1;
  }
  std::cout << routes_as_json_lines();
  return 0;
}

}  // namespace server
