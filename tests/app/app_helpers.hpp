// Small things to test with: ids, places, actions, and a state that has begun.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "app/action.hpp"
#include "app/effect.hpp"
#include "app/reduce.hpp"
#include "app/state.hpp"
#include "core/geo/public_cell.hpp"
#include "core/wire/json.hpp"

namespace app_tests {

inline constexpr base::Instant kNow{1'795'248'000'000};  // 2026-11-21T08:00:00Z
inline constexpr model::Position kParis{48.8674, 2.3636};

inline base::Uuid uuid(int n) {
  base::RandomBytes bytes{};
  bytes[8] = static_cast<std::uint8_t>(n >> 8);
  bytes[9] = static_cast<std::uint8_t>(n);
  return base::make_uuid_v7(kNow, bytes);
}
inline model::CommandId command_id(int n) { return {uuid(n)}; }
inline model::ActionId action_id(int n) { return {uuid(n)}; }
inline model::PlaceId place_id(int n) { return {uuid(n)}; }

inline const model::Account kMona{{uuid(9001)}, "Mona", model::Goal::offer_help};
inline const model::Account kBrahim{{uuid(9002)}, "Brahim", model::Goal::ask_for_help};

inline model::Position beside(int n) { return {kParis.lat_deg + 0.002 * n, kParis.lon_deg}; }

inline model::Place place(int n, model::PlaceCategory category = model::PlaceCategory::food) {
  model::Place p;
  p.id = place_id(n);
  p.source = "example";
  p.source_id = std::to_string(n);
  p.name = "Lieu " + std::to_string(n);
  p.category = category;
  p.at = beside(n % 20);
  p.city = "Paris";
  return p;
}

inline model::Action action(int n, const model::Account& author = kBrahim) {
  model::Action a;
  a.id = action_id(n);
  a.title = "Action " + std::to_string(n);
  a.author = {author.id, author.first_name};
  a.at = geo::public_cell(beside(n % 20));
  a.created = a.updated = kNow;
  return a;
}

inline app::MapView map_at(model::Position centre, double zoom = 14, double half = 0.05) {
  app::MapView map;
  map.view = {centre.lat_deg - half, centre.lon_deg - half, centre.lat_deg + half,
              centre.lon_deg + half, zoom};
  map.centre = centre;
  return map;
}

// A state, and all effects since the last look.
struct Client {
  app::State state;
  app::Effects effects;

  void send(const app::Action& action) {
    for (auto& effect : app::reduce(state, action)) effects.push_back(std::move(effect));
  }
  template <class E>
  std::vector<E> take() {
    std::vector<E> found;
    for (const auto& effect : effects)
      if (const auto* e = std::get_if<E>(&effect)) found.push_back(*e);
    std::erase_if(effects, [](const auto& effect) { return std::holds_alternative<E>(effect); });
    return found;
  }

  void start(const std::string& url = "/", const std::string& drafts = "",
             const std::string& outbox = "") {
    send(app::Started{url, drafts, outbox, kNow});
    send(app::MapMoved{map_at(kParis)});
  }
  void load(std::vector<model::Marker> markers, std::int64_t sequence = 1) {
    wire::MarkerManifest manifest;
    manifest.sequence = sequence;
    manifest.cells = {{"/api/v1/markers/0-a.bin", static_cast<std::uint32_t>(markers.size())}};
    send(app::ManifestArrived{manifest});
    send(app::CellArrived{"/api/v1/markers/0-a.bin", std::move(markers)});
  }
  void be(const std::optional<model::Account>& account, const model::Standing& standing = {}) {
    send(app::SessionArrived{account ? std::optional(wire::SignedIn{*account, standing})
                                     : std::nullopt});
  }

  // Signed in, markers loaded, the stream open, nothing left to look at.
  void settle_in(const std::string& url = "/") {
    start(url);
    be(kMona);
    send(app::OutboxSaved{true});
    load({model::marker_of(place(1)), model::marker_of(place(2)), model::marker_of(action(30))});
    send(app::StreamConnected{true});
    effects.clear();
  }
  void write(const std::string& title) {
    send(app::Opened{{app::NewActionRoute{}, state.location.filter}});
    send(app::KindChosen{model::ActionKind::contribution});
    send(app::SectionChosen{model::ActionSection::clothes});
    send(app::FieldEdited{app::Field::title, title});
  }
  void publish(int n, const std::string& title = "Manteaux d’hiver") {
    write(title);
    send(app::PublishAsked{command_id(n), kNow});
    send(app::OutboxSaved{true});
  }
  bool on_map(int n) const { return state.markers.find(uuid(n)).has_value(); }
  bool has_toast(app::Notice notice) const {
    for (const auto& toast : state.toasts)
      if (toast.notice == notice) return true;
    return false;
  }
};

inline model::Answer applied(int n) { return {command_id(n), model::Verdict::applied, "", ""}; }
inline model::Answer refused(int n, std::string reason, std::string where = "") {
  return {command_id(n), model::Verdict::refused, std::move(reason), std::move(where)};
}
inline base::Error failed(const char* code) { return {code, "", ""}; }

}  // namespace app_tests
