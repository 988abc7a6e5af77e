// entourage-server: one program, one subcommand a task.
#include <algorithm>
#include <array>
#include <iostream>
#include <string>
#include <vector>

#include "server/hours_command.hpp"
#include "server/import_command.hpp"
#include "server/load_markers_command.hpp"
#include "server/role_command.hpp"
#include "server/routes_command.hpp"
#include "server/secrets.hpp"
#include "server/serve.hpp"
#include "server/upkeep_commands.hpp"
#include "server/version.hpp"

namespace {

struct Command {
  std::string_view name;
  std::string_view summary;
  int (*run)(const std::vector<std::string>& arguments);
  std::string (*help)();
};

constexpr std::array kCommands{
    Command{"serve", "serves the site and its API", server::serve_command, server::serve_help},
    Command{"import", "takes places from GeoJSON files into the database", server::import_command,
            server::import_help},
    Command{"role", "makes somebody an admin, a coordinator or a moderator, or no longer",
            server::role_command, server::role_help},
    Command{"backup", "copies the database to a new file", server::backup_command,
            server::backup_help},
    Command{"restore", "makes a database of a backup", server::restore_command,
            server::restore_help},
    Command{"copy", "copies a database to one of the other engine", server::copy_command,
            server::copy_help},
    Command{"check", "says whether the database is sound", server::check_command,
            server::check_help},
    Command{"load-markers", "fills an empty database with invented places, for development",
            server::load_markers_command, server::load_markers_help},
    Command{"hours", "compares our reading of opening hours with a file of known ones",
            server::hours_command, server::hours_help},
    Command{"routes", "says which addresses the server answers", server::routes_command,
            server::routes_help},
};

std::string overview() {
  std::string text = "entourage-server COMMAND [options]\n\n";
  for (const auto& command : kCommands)
    text += "  " + std::string(command.name) + "\t" + std::string(command.summary) + "\n";
  return text + "\nentourage-server COMMAND --help tells more; --version tells the version.\n";
}

int fail(const std::string& sentence) {
  std::cerr << "entourage-server: " << sentence << '\n';
  return 1;
}

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> arguments(values + 1, values + count);
  if (arguments.empty()) return fail("say what to do.\n\n" + overview());
  auto name = arguments.front();
  arguments.erase(arguments.begin());
  if (name == "--version") {
    std::cout << "entourage-server " << server::kVersion << '\n';
    return 0;
  }
  const bool wants_help = name == "help" || name == "--help" || name == "-h";
  if (wants_help && arguments.empty()) {
    std::cout << overview();
    return 0;
  }
  if (wants_help) name = arguments.front();
  const auto command = std::ranges::find(kCommands, name, &Command::name);
  if (command == kCommands.end())
    return fail("there is no command \"" + name + "\".\n\n" + overview());
  if (wants_help || std::ranges::find(arguments, "--help") != arguments.end()) {
    std::cout << command->help();
    return 0;
  }
  if (!server::start_cryptography()) return fail("libsodium cannot be started.");
  try {
    return command->run(arguments);
  } catch (const std::exception&
               error) {  // the storage failed while starting: a full disk, a damaged file
    return fail(error.what());
  }
}
