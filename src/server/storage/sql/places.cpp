#include "server/storage/sql/places.hpp"

namespace storage::sql {

using soci::into;
using soci::use;

namespace {

model::PlaceId id_of(const std::string& text) {
  return known(base::parse_id<model::PlaceId>(text), text);
}

}  // namespace

std::vector<model::Place> of_source(soci::session& session, std::string_view source) {
  const std::string wanted(source);
  PlaceRow row;
  std::vector<model::Place> found;
  for_each_row((select_places(session, "WHERE source = :source ORDER BY number", row), use(wanted)),
               [&] { found.push_back(row.get()); });
  return found;
}

std::vector<PlaceSpot> open_spots(soci::session& session) {
  PlaceRow row;
  std::vector<PlaceSpot> found;
  soci::statement statement =
      (session.prepare << "SELECT id, source, name, category, lat, lon FROM place "
                          "WHERE closed_since = '' ORDER BY number",
       into(row.id), into(row.source), into(row.name), into(row.category), into(row.lat),
       into(row.lon));
  for_each_row(statement, [&] {
    found.push_back({id_of(row.id),
                     row.source,
                     row.name,
                     known(model::place_category(row.category), std::to_string(row.category)),
                     {row.lat, row.lon}});
  });
  return found;
}

std::vector<PlaceLink> all_links(soci::session& session) {
  std::string a, b;
  double distance_m = 0;
  std::vector<PlaceLink> found;
  soci::statement statement = (session.prepare << "SELECT place_id, other_id, distance_m FROM "
                                                  "place_link ORDER BY place_id, other_id",
                               into(a), into(b), into(distance_m));
  for_each_row(statement, [&] { found.push_back({id_of(a), id_of(b), distance_m}); });
  return found;
}

std::vector<model::Place> linked_to(soci::session& session, model::PlaceId id) {
  const auto wanted = base::to_text(id);
  std::string other;
  double distance_m = 0;
  std::vector<std::string> others;
  soci::statement statement =
      (session.prepare
           << "SELECT other, distance_m FROM ("
              "SELECT other_id AS other, distance_m FROM place_link WHERE place_id = :a "
              "UNION ALL "
              "SELECT place_id AS other, distance_m FROM place_link WHERE other_id = :b"
              ") AS links ORDER BY distance_m, other",
       into(other), into(distance_m), use(wanted), use(wanted));
  for_each_row(statement, [&] { others.push_back(other); });
  std::vector<model::Place> found;
  for (const auto& each : others) {
    PlaceRow row;
    for_each_row((select_places(session, "WHERE id = :id AND closed_since = ''", row), use(each)),
                 [&] { found.push_back(row.get()); });
  }
  return found;
}

void put_link(soci::session& session, const PlaceLink& link) {
  const auto a = base::to_text(link.a), b = base::to_text(link.b);
  session << "INSERT INTO place_link (place_id, other_id, distance_m) VALUES (:a, :b, :distance)",
      use(a), use(b), use(link.distance_m);
}

void forget_link(soci::session& session, const PlaceLink& link) {
  const auto a = base::to_text(link.a), b = base::to_text(link.b);
  session << "DELETE FROM place_link WHERE place_id = :a AND other_id = :b", use(a), use(b);
}

}  // namespace storage::sql
