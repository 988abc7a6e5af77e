#include "server/role_command.hpp"

#include <charconv>
#include <iostream>
#include <optional>

#include "core/rules/limits.hpp"
#include "core/rules/validate.hpp"
#include "server/grant_text.hpp"
#include "server/options.hpp"
#include "server/storage/database.hpp"
#include "server/system_clock.hpp"

namespace server {
namespace {

struct RoleOptions {
  std::string database;
  std::optional<model::Area> area;
};

// "48.85,2.35,5000"
bool parse_area(const std::string& text, std::optional<model::Area>& area) {
  double numbers[3] = {};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int i = 0; i < 3; ++i) {
    if (i > 0 && (at == end || *at++ != ',')) return false;
    const auto read = std::from_chars(at, end, numbers[i]);
    if (read.ec != std::errc{}) return false;
    at = read.ptr;
  }
  area = model::Area{{numbers[0], numbers[1]}, numbers[2]};
  return at == end;
}

std::vector<Flag> role_flags(RoleOptions& options) {
  return {database_flag(options.database),
          {"--area", "LAT,LON,METRES", "where a coordinator or a moderator is one",
           [&](const std::string& value) { return parse_area(value, options.area); }}};
}

int fail(const std::string& sentence) {
  std::cerr << "entourage-server role: " << sentence << '\n';
  return 1;
}

std::optional<model::Grant> grant_of(const std::string& role, const RoleOptions& options) {
  if (role == "admin" && !options.area) return model::AdminGrant{};
  const auto of_area = model::area_role(role);
  if (!of_area || !options.area) return std::nullopt;
  return model::AreaGrant{*of_area, *options.area};
}

// Whether the address is anybody's.
bool write(storage::Transaction& transaction, bool gives, const model::Grant& grant,
           const std::string& address, base::Instant now) {
  const auto known = transaction.account_of_contact(address);
  if (!known) return false;
  const auto person = known->account.id;
  gives ? transaction.grant(person, grant) : transaction.revoke(person, grant);
  transaction.end_sessions_of(person);
  transaction.add_audit({now, storage::kCommandLine, gives ? "role.grant" : "role.revoke",
                         base::to_text(person), text_of(grant)});
  return true;
}

}  // namespace

std::string role_help() {
  RoleOptions options;
  return "entourage-server role give|take admin|coordinator|moderator CONTACT --database "
         "URL [--area …]\n\n"
         "Makes who has signed up with the e-mail address or phone number CONTACT an admin; or a "
         "coordinator or a\n"
         "moderator of an area; or no longer. They sign in again after it. It is written to the "
         "audit log.\n"
         "While a server runs on a database file, stop it first, or ask an admin.\n\n" +
         help_of(role_flags(options));
}

int role_command(const std::vector<std::string>& arguments) {
  RoleOptions options;
  const auto others = parse_flags(arguments, role_flags(options));
  if (!others) return fail(others.error().detail);
  if (others->size() != 3 || ((*others)[0] != "give" && (*others)[0] != "take"))
    return fail("say which: role give admin CONTACT --database URL.");
  const bool gives = (*others)[0] == "give";
  const auto grant = grant_of((*others)[1], options);
  if (!grant)
    return fail("the roles are admin; coordinator and moderator with --area LAT,LON,METRES.");
  if (const auto valid = rules::validate(model::GrantRole{{}, *grant}); !valid)
    return fail(valid.error().detail);
  const auto contact = rules::parse_contact((*others)[2]);
  if (!contact) return fail((*others)[2] + " is neither an e-mail address nor a phone number.");
  const auto address = storage::parse_database(options.database);
  if (!address) return fail(address.error().detail);
  const auto database = storage::open_database(*address);
  if (!database) return fail(sentence_about(database.error(), *address));

  bool is_known = false;
  const auto fate = database->storage->write_and_wait([&](storage::Transaction& transaction) {
    is_known = write(transaction, gives, *grant, rules::to_text(*contact), system_now());
    return true;
  });
  if (fate != storage::Fate::committed) return fail("nothing could be written; nothing changed.");
  if (!is_known) return fail("nobody has signed up with " + (*others)[2] + " yet.");
  std::cout << (*others)[2] << (gives ? " is now " : " is no longer ") << text_of(*grant)
            << std::endl;
  return 0;
}

}  // namespace server
