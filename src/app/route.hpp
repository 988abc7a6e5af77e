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
using Route =
    std::variant<HomeRoute, PlaceRoute, ActionRoute, NewActionRoute, SignInRoute, SettingsRoute,
                 UnknownRoute, CorrectionRoute, HistoryRoute, ModerationRoute, PrintRoute>;

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
geo::MarkerFilter marker_filter(FilterChoice choice);

struct Location {
  Route route = HomeRoute{};
  FilterChoice filter = FilterChoice::all;
  bool operator==(const Location&) const = default;
};

// Path and query ("/lieux/0193…?voir=se-nourrir"). Reading never fails: what is not understood is
// UnknownRoute, an unknown filter is `all`.
Location parse_url(std::string_view url);
std::string to_url(const Location& location);

}  // namespace app
