// Puts places that were read into the storage, batch by batch.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/result.hpp"
#include "server/geojson.hpp"
#include "server/storage/storage.hpp"

namespace server {

struct ImportTally {
  std::size_t taken = 0, updated = 0, unchanged = 0, refused = 0;
  std::size_t all() const { return taken + updated + unchanged + refused; }
  ImportTally& operator+=(const ImportTally& other);
};

// "taken 3, updated 0, unchanged 12, refused 1"
std::string to_text(const ImportTally& tally);

// One transaction a batch; what is known by (source, source_id) keeps its id. Where something
// changed, one PlacesReloaded follows. `progress` is called after each batch. Codes:
// storage.unavailable (whole batches before it stay).
base::Result<ImportTally> import_places(storage::Storage& storage,
                                        const std::vector<ReadFeature>& features, base::Instant now,
                                        const std::function<void(std::size_t done)>& progress);

}  // namespace server
