// Puts places that were read into the storage: first it is seen what would change, then it is done,
// batch by batch.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "core/base/result.hpp"
#include "server/imports/import_row.hpp"
#include "server/storage/storage.hpp"

namespace imports {

struct ImportTally {
  std::size_t taken = 0, updated = 0, unchanged = 0, refused = 0;
  std::size_t all() const { return taken + updated + unchanged + refused; }
  ImportTally& operator+=(const ImportTally& other);
};

// "taken 3, updated 0, unchanged 12, refused 1"
std::string to_text(const ImportTally& tally);

struct ClosedPlace {
  model::PlaceId id;
  std::string source, source_id, name;
};

struct ImportReport : ImportTally {
  std::vector<ClosedPlace> closed;  // they vanished from their source
  std::size_t alike = 0;  // pairs of a place of these sources and one of another, perhaps the same
  std::map<model::PlaceCategory, std::size_t> categories;  // of what was not refused
};

struct ImportOptions {
  base::Instant now;
  bool is_whole = false;  // what the sources no longer tell is closed; what is alike, linked
  bool allows_shrinking = false;  // also where more than half of a source would be closed
  bool is_dry = false;            // nothing is changed
};

// What an import into a database that is not yet there would report.
ImportReport report_of_first(const std::vector<ReadPlace>& places, const ImportOptions& options);

// One transaction for each 1,000; what is known by (source, source_id) keeps its id. Where
// something changed, one PlacesReloaded follows. `progress` is called after each batch. Codes:
// storage.unavailable (whole batches before it stay), import.shrinks (nothing is changed). The
// detail is a sentence without its full stop.
base::Result<ImportReport> import_places(storage::Storage& storage,
                                         const std::vector<ReadPlace>& places,
                                         const ImportOptions& options,
                                         const std::function<void(std::size_t done)>& progress);

}  // namespace imports
