#include "server/storage/sql/rows.hpp"

#include <algorithm>

#include "server/storage/storage.hpp"

namespace storage::sql {

std::string joined_lines(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += '\n';
    for (const char c : item) out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto end = text.find('\n');
    items.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return items;
}

std::string reason_of(const std::exception& error) {
  const auto* of_soci = dynamic_cast<const soci::soci_error*>(&error);
  std::string reason = of_soci ? of_soci->get_error_message() : error.what();
  std::ranges::replace(reason, '\n', ' ');
  while (reason.ends_with(' ') || reason.ends_with('.')) reason.pop_back();
  return reason;
}

void PlaceRow::set(const model::Place& place) {
  id = base::to_text(place.id);
  source = place.source;
  source_id = place.source_id;
  name = place.name;
  category = static_cast<int>(place.category);
  lat = place.at.lat_deg;
  lon = place.at.lon_deg;
  address = place.address;
  postal_code = place.postal_code;
  city = place.city;
  phone = place.phone;
  website = place.website;
  opening_hours = place.opening_hours;
  hours_text = place.hours_text;
  description = place.description;
  audience = place.audience;
  access = place.access;
  languages = joined_lines(place.languages);
  animals = place.animals;
  wheelchair = place.wheelchair;
  updated = place.updated;
  last_checked = place.last_checked;
  attribution = place.attribution;
  licence = place.licence;
  closed_since = place.closed_since;
  example = place.example ? 1 : 0;
}

model::Place PlaceRow::get() const {
  model::Place place;
  place.id = known(base::parse_id<model::PlaceId>(id), id);
  place.source = source;
  place.source_id = source_id;
  place.name = name;
  place.category = known(model::place_category(category), std::to_string(category));
  place.at = {lat, lon};
  place.address = address;
  place.postal_code = postal_code;
  place.city = city;
  place.phone = phone;
  place.website = website;
  place.opening_hours = opening_hours;
  place.hours_text = hours_text;
  place.description = description;
  place.audience = audience;
  place.access = access;
  place.languages = split_lines(languages);
  place.animals = animals;
  place.wheelchair = wheelchair;
  place.updated = updated;
  place.last_checked = last_checked;
  place.attribution = attribution;
  place.licence = licence;
  place.closed_since = closed_since;
  place.example = example != 0;
  return place;
}

void ActionRow::set(const model::Action& action) {
  id = base::to_text(action.id);
  kind = to_text(action.kind);
  section = to_text(action.section);
  status = to_text(action.status);
  title = action.title;
  text = action.text;
  author_id = base::to_text(action.author.id);
  first_name = action.author.first_name;
  lat = action.at.centre.lat_deg;
  lon = action.at.centre.lon_deg;
  cell_height_deg = action.at.cell_height_deg;
  cell_width_deg = action.at.cell_width_deg;
  created_ms = action.created.unix_ms;
  updated_ms = action.updated.unix_ms;
  outcome = action.outcome ? std::string(to_text(*action.outcome)) : std::string();
  outcome_message = action.outcome_message;
  example = action.example ? 1 : 0;
}

model::Action ActionRow::get() const {
  model::Action action;
  action.id = known(base::parse_id<model::ActionId>(id), id);
  action.kind = known(model::action_kind(kind), kind);
  action.section = known(model::action_section(section), section);
  action.status = known(model::action_status(status), status);
  action.title = title;
  action.text = text;
  action.author = {known(base::parse_id<model::PersonId>(author_id), author_id), first_name};
  action.at = {{lat, lon}, cell_height_deg, cell_width_deg};
  action.created = {created_ms};
  action.updated = {updated_ms};
  if (!outcome.empty()) action.outcome = known(model::action_outcome(outcome), outcome);
  action.outcome_message = outcome_message;
  action.example = example != 0;
  return action;
}

soci::details::prepare_temp_type select_places(soci::session& session, const std::string& rest,
                                               PlaceRow& row) {
  using soci::into;
  return (session.prepare << "SELECT " << kPlaceColumns << " FROM place " << rest, into(row.id),
          into(row.source), into(row.source_id), into(row.name), into(row.category), into(row.lat),
          into(row.lon), into(row.address), into(row.postal_code), into(row.city), into(row.phone),
          into(row.website), into(row.opening_hours), into(row.hours_text), into(row.description),
          into(row.audience), into(row.access), into(row.languages), into(row.animals),
          into(row.wheelchair), into(row.updated), into(row.last_checked), into(row.attribution),
          into(row.licence), into(row.closed_since), into(row.example));
}

soci::details::prepare_temp_type select_actions(soci::session& session, const std::string& rest,
                                                ActionRow& row) {
  using soci::into;
  return (
      session.prepare << "SELECT " << kActionColumns << " FROM " << kActionTables << " " << rest,
      into(row.id), into(row.kind), into(row.section), into(row.status), into(row.title),
      into(row.text), into(row.author_id), into(row.first_name), into(row.lat), into(row.lon),
      into(row.cell_height_deg), into(row.cell_width_deg), into(row.created_ms),
      into(row.updated_ms), into(row.outcome), into(row.outcome_message), into(row.example));
}

}  // namespace storage::sql
