// Events and who has a seat there. Private to storage/.
#pragma once
#include <soci/soci.h>

#include <optional>

#include "server/storage/storage.hpp"

namespace storage::sql {

std::optional<model::Event> event_of(soci::session& session, model::EventId id);
std::optional<model::Seat> seat_of(soci::session& session, model::EventId event,
                                   model::PersonId person);

}  // namespace storage::sql
