// The rows that both reading and writing need, through SOCI. Private to storage/: nobody else sees
// the engine.
#pragma once
#include <soci/soci.h>

#include <string>

#include "core/model/action.hpp"
#include "core/model/place.hpp"
#include "server/storage/storage.hpp"

namespace storage::sql {

// What went wrong, without the values that SOCI would tell with it: they are people's texts and
// addresses, and this goes to the log.
std::string reason_of(const std::exception& error);

// Lists of short texts are kept one a line; a line end inside such a text becomes a blank.
std::string joined_lines(const std::vector<std::string>& items);
std::vector<std::string> split_lines(std::string_view text);

// A value that the database holds and this version knows. Throws Failure where it does not.
template <class Parsed>
auto known(const Parsed& parsed, std::string_view text) {
  if (!parsed)
    throw Failure("the database holds a value this version does not know: " + std::string(text));
  return *parsed;
}

// The columns of a place in the order of the table, and room for one row of them.
inline constexpr const char* kPlaceColumns =
    "id, source, source_id, name, category, lat, lon, address, postal_code, city, phone, website, "
    "opening_hours, "
    "hours_text, description, audience, access, languages, animals, wheelchair, updated, "
    "last_checked, attribution, licence, closed_since, example";
struct PlaceRow {
  std::string id, source, source_id, name;
  int category = 0;
  double lat = 0, lon = 0;
  std::string address, postal_code, city, phone, website, opening_hours, hours_text, description,
      audience, access, languages, animals, wheelchair, updated, last_checked, attribution, licence,
      closed_since;
  int example = 0;

  void set(const model::Place& place);
  model::Place get() const;
};

inline constexpr const char* kActionColumns =
    "action.id, kind, section, status, title, text, author_id, account.first_name, lat, lon, "
    "cell_height_deg, "
    "cell_width_deg, action.created_ms, updated_ms, outcome, outcome_message, action.example";
inline constexpr const char* kActionTables = "action JOIN account ON account.id = action.author_id";
struct ActionRow {
  std::string id, kind, section, status, title, text, author_id, first_name;
  double lat = 0, lon = 0, cell_height_deg = 0, cell_width_deg = 0;
  long long created_ms = 0, updated_ms = 0;
  std::string outcome, outcome_message;
  int example = 0;

  void set(const model::Action& action);
  model::Action get() const;
};

// `SELECT kPlaceColumns FROM place <rest>` and `SELECT kActionColumns FROM kActionTables <rest>`,
// row by row into `row`. `bind` adds the parameters of `rest`: [&](auto& prepared) { prepared,
// soci::use(x); }
soci::details::prepare_temp_type select_places(soci::session& session, const std::string& rest,
                                               PlaceRow& row);
soci::details::prepare_temp_type select_actions(soci::session& session, const std::string& rest,
                                                ActionRow& row);

// Every row, to the end: a statement left in the middle would keep its snapshot of the database.
template <class Each>
void for_each_row(soci::statement statement, Each each) {
  for (bool more = statement.execute(true); more; more = statement.fetch()) each();
}

}  // namespace storage::sql
