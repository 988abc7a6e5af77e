// What places of several sources have to do with each other, by SQL. Private to storage/.
#pragma once
#include "server/storage/sql/rows.hpp"

namespace storage::sql {

std::vector<model::Place> of_source(soci::session& session, std::string_view source);
std::vector<PlaceSpot> open_spots(soci::session& session);
std::vector<PlaceLink> all_links(soci::session& session);
std::vector<model::Place> linked_to(soci::session& session, model::PlaceId id);
void put_link(soci::session& session, const PlaceLink& link);
void forget_link(soci::session& session, const PlaceLink& link);

}  // namespace storage::sql
