#include "server/importer.hpp"

#include <algorithm>

#include "server/secrets.hpp"

namespace server {
namespace {

constexpr std::size_t kBatch = 1000;

void count(ImportTally& tally, storage::Put put) {
  switch (put) {
    case storage::Put::taken: ++tally.taken; break;
    case storage::Put::updated: ++tally.updated; break;
    case storage::Put::unchanged: ++tally.unchanged; break;
  }
}

}  // namespace

ImportTally& ImportTally::operator+=(const ImportTally& other) {
  taken += other.taken;
  updated += other.updated;
  unchanged += other.unchanged;
  refused += other.refused;
  return *this;
}

std::string to_text(const ImportTally& tally) {
  return "taken " + std::to_string(tally.taken) + ", updated " + std::to_string(tally.updated) +
         ", unchanged " + std::to_string(tally.unchanged) + ", refused " +
         std::to_string(tally.refused);
}

base::Result<ImportTally> import_places(storage::Storage& storage,
                                        const std::vector<ReadFeature>& features, base::Instant now,
                                        const std::function<void(std::size_t done)>& progress) {
  ImportTally tally;
  for (std::size_t start = 0; start < features.size(); start += kBatch) {
    const auto end = std::min(start + kBatch, features.size());
    ImportTally batch;
    const auto fate = storage.write_and_wait([&](storage::Transaction& transaction) {
      batch = {};
      for (auto i = start; i < end; ++i) {
        if (!features[i].place) {
          ++batch.refused;
          continue;
        }
        auto place = *features[i].place;
        place.id = {base::make_uuid_v7(now, random_bytes())};
        count(batch, transaction.put_place(place));
      }
      // In the same transaction: pages never learn of it before, nor miss it after a crash.
      if (end == features.size() && tally.taken + tally.updated + batch.taken + batch.updated > 0)
        transaction.add_reload_change();
      return true;
    });
    if (fate != storage::Fate::committed)
      return base::Error{"storage.unavailable", "features[" + std::to_string(start) + "]",
                         "this batch could not be written"};
    tally += batch;
    progress(end);
  }
  return tally;
}

}  // namespace server
