#include "server/upkeep_commands.hpp"

#include <iostream>

#include "server/options.hpp"
#include "server/storage/upkeep.hpp"

namespace server {
namespace {

int fail(const char* command, const std::string& sentence) {
  std::cerr << "entourage-server " << command << ": " << sentence << '\n';
  return 1;
}

std::vector<Flag> flags(std::string& database) { return {database_flag(database)}; }

// A command of files or databases, and the flag --database.
struct Asked {
  std::vector<std::string> names;
  storage::DatabaseAddress database;
};

base::Result<Asked> parse(const std::vector<std::string>& arguments, std::size_t names,
                          const char* usage) {
  std::string database;
  const auto others = parse_flags(arguments, flags(database));
  if (!others) return others.error();
  if (others->size() != names) return base::Error{"option.value", "", usage};
  const auto address = storage::parse_database(database);
  if (!address) return address.error();
  return Asked{*others, *address};
}

std::string with_flags(std::string text) {
  std::string database;
  return text + "\n\n" + help_of(flags(database));
}

// The key is in no database, so no copy has it.
std::string about_key(const storage::DatabaseAddress& address) {
  return address.engine == storage::EngineKind::sqlite
             ? "the key " + name_of(address) + ".pepper is not in it, keep it apart"
             : "the key that serve is given with --pepper is not in it, keep it apart";
}

}  // namespace

std::string backup_help() {
  return with_flags(
      "entourage-server backup FILE --database URL\n\n"
      "Writes a consistent copy of the database to the new SQLite file FILE, from either engine; a "
      "server may go on\n"
      "working meanwhile. The key (PATH.pepper, or what --pepper names) is not in it: keep a copy "
      "of that one apart.");
}

int backup_command(const std::vector<std::string>& arguments) {
  const auto asked = parse(arguments, 1, "Say where to: backup FILE --database URL.");
  if (!asked) return fail("backup", asked.error().detail);
  const auto& to = asked->names.front();
  if (const auto done = storage::backup_database(asked->database, to); !done)
    return fail("backup", done.error().detail);
  std::cout << to << " is a copy of " << name_of(asked->database) << "; "
            << about_key(asked->database) << std::endl;
  return 0;
}

std::string restore_help() {
  return with_flags(
      "entourage-server restore FILE --database URL\n\n"
      "Makes a database of the backup FILE, of this version or an earlier one: a new SQLite file, "
      "or a PostgreSQL\n"
      "database with nothing in it. What is there already is never replaced. Put the key that "
      "belongs to it beside it.");
}

int restore_command(const std::vector<std::string>& arguments) {
  const auto asked = parse(arguments, 1, "Say of what: restore FILE --database URL.");
  if (!asked) return fail("restore", asked.error().detail);
  const auto& from = asked->names.front();
  if (const auto done = storage::restore_database(from, asked->database); !done)
    return fail("restore", done.error().detail);
  std::cout << name_of(asked->database) << " is what " << from << " was; "
            << about_key(asked->database) << std::endl;
  return 0;
}

std::string check_help() {
  return with_flags(
      "entourage-server check --database URL\n\n"
      "Reads the whole database and says whether it is sound; a server may go on working "
      "meanwhile.\n"
      "Exit status: 0 when it is, 1 when it is damaged or no database of ours.");
}

int check_command(const std::vector<std::string>& arguments) {
  const auto asked = parse(arguments, 0, "Say of which: check --database URL.");
  if (!asked) return fail("check", asked.error().detail);
  const auto counts = storage::check_database(asked->database);
  if (!counts) return fail("check", counts.error().detail);
  std::cout << name_of(asked->database) << " is sound: " << counts->places << " places, "
            << counts->actions << " actions, " << counts->accounts << " accounts, schema "
            << counts->schema << std::endl;
  return 0;
}

std::string copy_help() {
  return "entourage-server copy FROM TO\n\n"
         "Copies everything of the database FROM into TO, which must be empty (a new SQLite file, "
         "or a PostgreSQL\n"
         "database without tables): FROM and TO are sqlite:PATH or postgresql://user@host/name.\n"
         "Stop the server on FROM first: what it took after the copy would stay behind. Start it "
         "on TO with the same\n"
         "key (--pepper).\n";
}

int copy_command(const std::vector<std::string>& arguments) {
  const auto names = parse_flags(arguments, {});
  if (!names) return fail("copy", names.error().detail);
  if (names->size() != 2)
    return fail("copy", "Say from where to where: copy sqlite:PATH postgresql://user@host/name.");
  const auto from = storage::parse_database(names->front());
  if (!from) return fail("copy", from.error().detail);
  const auto to = storage::parse_database(names->back());
  if (!to) return fail("copy", to.error().detail);
  if (const auto done = storage::copy_database(*from, *to); !done)
    return fail("copy", done.error().detail);
  const auto counts = storage::check_database(*to);
  if (!counts) return fail("copy", counts.error().detail);
  std::cout << name_of(*to) << " is a copy of " << name_of(*from) << ": " << counts->places
            << " places, " << counts->actions << " actions, " << counts->accounts << " accounts; "
            << about_key(*from) << std::endl;
  return 0;
}

}  // namespace server
