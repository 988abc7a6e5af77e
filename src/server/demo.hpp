// The demonstration world: invented people, places and actions, moved so that it happens now.
#pragma once
#include <string_view>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "server/storage/storage.hpp"

namespace server {

// Loads the world into a database that holds nothing yet; into another one it does nothing. Returns
// what it holds then. Ids are the same at each loading: version 7, from the world's own dates and
// ids. Codes: demo.malformed, storage.unavailable.
base::Result<storage::Counts> load_demo(storage::Storage& storage, std::string_view world_json,
                                        base::Instant now);

}  // namespace server
