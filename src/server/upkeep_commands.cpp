#include "server/upkeep_commands.hpp"

#include <iostream>

#include "server/options.hpp"
#include "server/storage/sqlite_upkeep.hpp"

namespace server {
namespace {

std::vector<Flag> flags(std::string& database) {
  return {{"--database", "sqlite:PATH", "the database", into(database)}};
}

int fail(const char* command, const std::string& sentence) {
  std::cerr << "entourage-server " << command << ": " << sentence << '\n';
  return 1;
}

std::string sentence_of(const base::Error& error, const std::string& path) {
  if (error.code == "database.missing") return "There is no database " + path + ".";
  if (error.code == "database.damaged")
    return path + " is damaged: " + error.detail +
           ". Stop the server, keep the file, and put the last backup in its place "
           "(docs/operations.md).";
  if (error.code == "backup.exists")
    return error.where + " is there already and was left as it is; name a new file.";
  if (error.code == "backup.unwritable")
    return "No backup was made at " + error.where + ": " + error.detail + ".";
  return sentence_about(error, path);
}

}  // namespace

std::string backup_help() {
  std::string database;
  return "entourage-server backup FILE --database sqlite:PATH\n\n"
         "Writes a consistent copy of the database to the new file FILE; a server may go on "
         "working meanwhile.\n"
         "The key PATH.pepper is not in it: keep a copy of that one apart.\n\n" +
         help_of(flags(database));
}

int backup_command(const std::vector<std::string>& arguments) {
  std::string database;
  const auto others = parse_flags(arguments, flags(database));
  if (!others) return fail("backup", others.error().detail);
  if (others->size() != 1)
    return fail("backup", "Say where to: backup FILE --database sqlite:PATH.");
  const auto path = sqlite_path(database);
  if (!path) return fail("backup", path.error().detail);
  const auto& to = others->front();
  if (const auto done = storage::backup_sqlite(*path, to); !done)
    return fail("backup", sentence_of(done.error(), *path));
  std::cout << to << " is a copy of " << *path << "; the key " << *path
            << ".pepper is not in it, keep it apart" << std::endl;
  return 0;
}

std::string check_help() {
  std::string database;
  return "entourage-server check --database sqlite:PATH\n\n"
         "Reads the whole database and says whether it is sound; a server may go on working "
         "meanwhile.\n"
         "Exit status: 0 when it is, 1 when it is damaged or no database of ours.\n\n" +
         help_of(flags(database));
}

int check_command(const std::vector<std::string>& arguments) {
  std::string database;
  const auto others = parse_flags(arguments, flags(database));
  if (!others) return fail("check", others.error().detail);
  if (!others->empty()) return fail("check", "\"" + others->front() + "\" is not understood.");
  const auto path = sqlite_path(database);
  if (!path) return fail("check", path.error().detail);
  const auto counts = storage::check_sqlite(*path);
  if (!counts) return fail("check", sentence_of(counts.error(), *path));
  std::cout << *path << " is sound: " << counts->places << " places, " << counts->actions
            << " actions, " << counts->accounts << " accounts, schema " << counts->schema
            << std::endl;
  return 0;
}

}  // namespace server
