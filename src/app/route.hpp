// Where the person is in the product, as a URL that can be shared and reloaded.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "core/geo/marker_store.hpp"
#include "core/model/action.hpp"
#include "core/model/place.hpp"

namespace app {

struct HomeRoute {  // "/", and no path at all
  bool operator==(const HomeRoute&) const = default;
};
struct PlaceRoute {  // "/lieux/{id}"
  model::PlaceId id;
  bool operator==(const PlaceRoute&) const = default;
};
struct CorrectionRoute {  // "/lieux/{id}/correction"
  model::PlaceId id;
  bool operator==(const CorrectionRoute&) const = default;
};
struct HistoryRoute {  // "/lieux/{id}/historique"
  model::PlaceId id;
  bool operator==(const HistoryRoute&) const = default;
};
struct AssignmentRoute {  // "/lieux/{id}/association": whose place it is
  model::PlaceId id;
  bool operator==(const AssignmentRoute&) const = default;
};
struct ModerationRoute {  // "/moderation"
  bool operator==(const ModerationRoute&) const = default;
};
struct ActionRoute {  // "/actions/{id}"
  model::ActionId id;
  bool operator==(const ActionRoute&) const = default;
};
struct NewActionRoute {  // "/actions/nouvelle"
  bool operator==(const NewActionRoute&) const = default;
};
struct SignInRoute {  // "/connexion"
  bool operator==(const SignInRoute&) const = default;
};
struct SettingsRoute {  // "/reglages"
  bool operator==(const SettingsRoute&) const = default;
};
struct PrintRoute {  // "/imprimer": what the map shows, as a sheet of paper
  bool operator==(const PrintRoute&) const = default;
};
struct UnknownRoute {  // anything else: a page that says so and leads home
  std::string path;
  bool operator==(const UnknownRoute&) const = default;
};
using Route = std::variant<HomeRoute, PlaceRoute, ActionRoute, NewActionRoute, SignInRoute,
                           SettingsRoute, UnknownRoute, CorrectionRoute, HistoryRoute,
                           AssignmentRoute, ModerationRoute, PrintRoute>;

// What the map and the list show; one at a time, chosen by a chip.
enum class FilterChoice : std::uint8_t {
  all,
  food,
  contributions,
  demands,
  shelter,
  health,
  guidance,
  water,
  goods,
  wellbeing,
  work,
  others
};
inline constexpr std::array kFilterChoices{
    FilterChoice::all,       FilterChoice::food,    FilterChoice::contributions,
    FilterChoice::demands,   FilterChoice::shelter, FilterChoice::health,
    FilterChoice::guidance,  FilterChoice::water,   FilterChoice::goods,
    FilterChoice::wellbeing, FilterChoice::work,    FilterChoice::others};

enum class OpenWhen : std::uint8_t {
  any,
  now,
  on_arrival  // when a person arrives on foot
};

// Which of them, by what is known of the places. Anything but `any` and empty leaves actions out.
struct Filter {
  FilterChoice choice = FilterChoice::all;
  OpenWhen open = OpenWhen::any;
  std::string access, audience, language;  // of model::kAccessModes and so on; empty: any
  bool wheelchair = false, animals = false;

  Filter() = default;
  Filter(FilterChoice only) : choice(only) {}  // a choice alone is a filter
  bool operator==(const Filter&) const = default;
  // How many parts beside the choice are not as by default.
  int narrowings() const;
};
geo::MarkerFilter marker_filter(const Filter& filter);

struct Location {
  Route route = HomeRoute{};
  Filter filter;
  bool operator==(const Location&) const = default;
};

// Path and query ("/lieux/0193…?voir=se-nourrir&open=now"; the rest of a filter is access,
// audience and language by their ids, wheelchair=yes, animals=yes, open=arrival). Reading never
// fails: what is not understood is UnknownRoute, of a filter it is as if it were not there; of a
// part said twice the first counts.
Location parse_url(std::string_view url);
std::string to_url(const Location& location);

}  // namespace app
