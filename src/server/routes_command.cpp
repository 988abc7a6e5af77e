#include "server/routes_command.hpp"

#include <iostream>

#include "core/wire/json.hpp"
#include "server/routes.hpp"

namespace server {

std::string routes_help() {
  return "entourage-server routes\n\n"
         "Prints every address that the server answers and its method, and every kind of command "
         "that it takes,\none JSON object a line.\n";
}

int routes_command(const std::vector<std::string>& arguments) {
  if (!arguments.empty()) {
    std::cerr << "entourage-server routes: \"" << arguments.front()
              << "\" is not understood; it takes nothing.\n";
    return 1;
  }
  std::cout << routes_as_json_lines();
  for (const auto kind : wire::command_kinds()) std::cout << "{\"command\":\"" << kind << "\"}\n";
  return 0;
}

}  // namespace server
