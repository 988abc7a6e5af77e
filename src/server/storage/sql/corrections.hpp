// What people other than the sources say of places, by SQL. Private to storage/.
#pragma once
#include "server/storage/sql/rows.hpp"

namespace storage::sql {

model::PlaceCare care_of(soci::session& session, model::PlaceId id);
std::vector<PlaceHold> holds_of_source(soci::session& session, std::string_view source);
std::vector<PlaceHold> holds_of_place(soci::session& session, model::PlaceId id);
std::vector<model::PlaceChange> history_of(soci::session& session, model::PlaceId id,
                                           std::size_t limit);
std::optional<model::Correction> correction_of(soci::session& session, model::CorrectionId id);
std::vector<model::Correction> all_open_corrections(soci::session& session);
CorrectionCounts count_open_corrections(soci::session& session, model::PlaceId place);

void add_history(soci::session& session, model::PlaceId id, const model::PlaceChange& line);
// All that differs between the two, as their source tells it.
void add_history_of_import(soci::session& session, const model::Place& before,
                           const model::Place& after, base::Instant at);
// The changes are about to become true.
void hold(soci::session& session, model::PlaceId id,
          const std::vector<model::FieldChange>& changes);

}  // namespace storage::sql
