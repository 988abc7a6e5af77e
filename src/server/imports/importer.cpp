#include "server/imports/importer.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "server/imports/likeness.hpp"
#include "server/secrets.hpp"

namespace imports {
namespace {

constexpr std::size_t kBatch = 1000;

using Key = std::pair<std::string, std::string>;
struct KeyHash {
  std::size_t operator()(const Key& key) const {
    const std::hash<std::string> hash;
    return hash(key.first) * 31 + hash(key.second);
  }
};

void count(ImportTally& tally, storage::Put put) {
  switch (put) {
    case storage::Put::taken: ++tally.taken; break;
    case storage::Put::updated: ++tally.updated; break;
    case storage::Put::unchanged: ++tally.unchanged; break;
  }
}

base::Error unavailable(std::string where) {
  return {"storage.unavailable", std::move(where), "this batch could not be written"};
}

std::set<std::string> sources_of(const std::vector<ReadPlace>& places) {
  std::set<std::string> sources;
  for (const auto& read : places)
    if (read.place) sources.insert(read.source);
  return sources;
}

// What is known of the sources before, and what these places make of it.
class Plan {
 public:
  explicit Plan(const std::vector<ReadPlace>& places)
      : places_(places), sources_(sources_of(places)) {
    for (const auto& read : places_)
      if (read.place)
        ++report_.categories[read.place->category];
      else
        ++report_.refused;
  }

  void learn(storage::Reader& reader) {
    for (const auto& source : sources_) {
      for (auto& place : reader.places_of_source(source)) {
        const Key key{place.source, place.source_id};
        known_.emplace(key, std::move(place));
      }
      for (auto& hold : reader.place_holds(source)) holds_[hold.place].push_back(std::move(hold));
    }
    spots_ = reader.place_spots();
  }

  const ImportReport& report() const { return report_; }
  const std::set<std::string>& sources() const { return sources_; }

  // What would be taken, updated or unchanged.
  void compare() {
    for (const auto& read : places_) {
      if (!read.place) continue;
      const auto* const before = known(read);
      count(report_, !before                               ? storage::Put::taken
                     : says_the_same(*before, *read.place) ? storage::Put::unchanged
                                                           : storage::Put::updated);
    }
  }

  void close_vanished() {
    std::set<Key> told;
    for (const auto& read : places_) told.emplace(read.source, read.source_id);
    for (const auto& [key, place] : known_) {
      if (!place.closed_since.empty()) continue;
      ++open_[place.source];
      if (told.contains(key)) {
        if (is_kept_open(place.id)) told_again_.push_back(place.id);
        continue;
      }
      if (is_kept_open(place.id)) continue;
      report_.closed.push_back({place.id, place.source, place.source_id, place.name});
    }
    std::ranges::sort(report_.closed, {}, &ClosedPlace::id);
  }

  // Kept open by hand after they had vanished; from now on their sources are followed again.
  const std::vector<model::PlaceId>& told_again() const { return told_again_; }

  // The first source that would lose more than half of its places.
  std::optional<base::Error> shrinking() const {
    std::map<std::string, std::size_t> vanished;
    for (const auto& place : report_.closed) ++vanished[place.source];
    for (const auto& [source, closed] : vanished) {
      const auto open = open_.at(source);
      if (2 * closed > open)
        return base::Error{"import.shrinks", source,
                           std::to_string(closed) + " of the " + std::to_string(open) +
                               " places of " + source +
                               " would be closed, more than half: is a part missing"};
    }
    return std::nullopt;
  }

  // How the open places would lie afterwards.
  std::vector<storage::PlaceSpot> spots_after(base::Instant now) const {
    std::set<model::PlaceId> gone;
    for (const auto& place : report_.closed) gone.insert(place.id);
    for (const auto& read : places_)
      if (const auto* const before = known(read)) gone.insert(before->id);
    auto spots = spots_;
    std::erase_if(spots, [&](const auto& spot) { return gone.contains(spot.id); });
    for (const auto& read : places_) {
      if (!read.place) continue;
      const auto* const before = known(read);
      const auto id =
          before ? before->id : model::PlaceId{base::make_uuid_v7(now, server::random_bytes())};
      spots.push_back({id, read.source, read.place->name, read.place->category, read.place->at});
    }
    return spots;
  }

 private:
  bool says_the_same(const model::Place& before, const model::Place& told) const {
    const auto found = holds_.find(before.id);
    return storage::says_the_same(
        before, found == holds_.end() ? told : storage::as_held(before, told, found->second));
  }
  // It vanished earlier, and somebody has said since that it is there.
  bool is_kept_open(model::PlaceId id) const {
    const auto found = holds_.find(id);
    return found != holds_.end() &&
           std::ranges::any_of(found->second, [](const storage::PlaceHold& hold) {
             return hold.told.field == model::PlaceField::closed && !hold.told.text.empty();
           });
  }
  const model::Place* known(const ReadPlace& read) const {
    if (!read.place) return nullptr;
    const auto found = known_.find({read.source, read.source_id});
    return found == known_.end() ? nullptr : &found->second;
  }
  const std::vector<ReadPlace>& places_;
  std::set<std::string> sources_;
  std::unordered_map<Key, model::Place, KeyHash> known_;
  std::map<model::PlaceId, std::vector<storage::PlaceHold>> holds_;
  std::vector<model::PlaceId> told_again_;
  std::map<std::string, std::size_t> open_;
  std::vector<storage::PlaceSpot> spots_;
  ImportReport report_;
};

// Pairs with a place of one of the sources.
std::size_t count_alike(const std::vector<storage::PlaceLink>& links,
                        const std::vector<storage::PlaceSpot>& spots,
                        const std::set<std::string>& sources) {
  std::set<model::PlaceId> ours;
  for (const auto& spot : spots)
    if (sources.contains(spot.source)) ours.insert(spot.id);
  return static_cast<std::size_t>(std::ranges::count_if(
      links, [&](const auto& link) { return ours.contains(link.a) || ours.contains(link.b); }));
}

// What is linked becomes `wanted`; only the difference is written.
bool link_alike(storage::Storage& storage, const std::vector<storage::PlaceLink>& wanted) {
  const auto fate = storage.write_and_wait([&](storage::Transaction& transaction) {
    const auto before = transaction.place_links();
    std::vector<storage::PlaceLink> gone, added;
    const auto in_order = [](const storage::PlaceLink& l) {
      return std::tuple(l.a, l.b, l.distance_m);
    };
    std::ranges::set_difference(before, wanted, std::back_inserter(gone), {}, in_order, in_order);
    std::ranges::set_difference(wanted, before, std::back_inserter(added), {}, in_order, in_order);
    for (const auto& link : gone) transaction.forget_place_link(link);
    for (const auto& link : added) transaction.add_place_link(link);
    return true;
  });
  return fate == storage::Fate::committed;
}

ImportReport foreseen(Plan& plan, const ImportOptions& options) {
  plan.compare();
  auto report = plan.report();
  if (!options.is_whole) return report;
  const auto spots = plan.spots_after(options.now);
  report.alike = count_alike(find_alike(spots), spots, plan.sources());
  return report;
}

// Puts the places, and closes what the report names with the last of them.
base::Result<base::Done> write_batches(storage::Storage& storage, const Plan& plan,
                                       const std::vector<ReadPlace>& places, base::Instant now,
                                       ImportReport& report,
                                       const std::function<void(std::size_t done)>& progress) {
  // Also without rows: what vanished is to be closed.
  const auto batches = std::max<std::size_t>(1, (places.size() + kBatch - 1) / kBatch);
  for (std::size_t i = 0; i < batches; ++i) {
    const auto begin = i * kBatch, end = std::min(begin + kBatch, places.size());
    ImportTally batch;
    const auto fate = storage.write_and_wait([&](storage::Transaction& transaction) {
      batch = {};
      for (auto one = begin; one < end; ++one) {
        if (!places[one].place) continue;
        auto place = *places[one].place;
        place.id = {base::make_uuid_v7(now, server::random_bytes())};
        count(batch, transaction.put_place(place, now));
      }
      if (i + 1 < batches) return true;
      for (const auto& place : report.closed) transaction.close_place(place.id, now);
      for (const auto id : plan.told_again())
        transaction.forget_hold(id, model::PlaceField::closed);
      const auto changed = report.taken + report.updated + batch.taken + batch.updated;
      // In the same transaction: pages never learn of it before, nor miss it after a crash.
      if (changed + report.closed.size() > 0) transaction.add_reload_change();
      return true;
    });
    if (fate != storage::Fate::committed)
      return unavailable(places.empty() ? "" : places[begin].where);
    report += batch;
    progress(end);
  }
  return base::Done{};
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

ImportReport report_of_first(const std::vector<ReadPlace>& places, const ImportOptions& options) {
  Plan plan(places);
  return foreseen(plan, options);
}

base::Result<ImportReport> import_places(storage::Storage& storage,
                                         const std::vector<ReadPlace>& places,
                                         const ImportOptions& options,
                                         const std::function<void(std::size_t done)>& progress) {
  Plan plan(places);
  if (options.is_whole || options.is_dry)
    storage.read([&](storage::Reader& reader) { plan.learn(reader); });
  if (options.is_whole) plan.close_vanished();
  if (const auto shrinking = plan.shrinking(); shrinking && !options.allows_shrinking)
    return *shrinking;
  if (options.is_dry) return foreseen(plan, options);
  auto report = plan.report();
  const auto written = write_batches(storage, plan, places, options.now, report, progress);
  if (!written) return written.error();
  if (!options.is_whole) return report;
  std::vector<storage::PlaceSpot> spots;
  storage.read([&](storage::Reader& reader) { spots = reader.place_spots(); });
  const auto alike = find_alike(spots);
  if (!link_alike(storage, alike)) return unavailable("");
  report.alike = count_alike(alike, spots, plan.sources());
  return report;
}

}  // namespace imports
