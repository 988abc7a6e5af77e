#include "app/route.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>

#include "core/base/percent.hpp"

namespace app {
namespace {

constexpr std::string_view kPlaces = "/lieux/", kActions = "/actions/";
constexpr std::string_view kNewAction = "/actions/nouvelle", kSignIn = "/connexion",
                           kSettings = "/reglages", kPrint = "/imprimer",
                           kModeration = "/moderation";
constexpr std::string_view kCorrection = "/correction", kHistory = "/historique",
                           kAssignment = "/association";
constexpr std::string_view kFilterKey = "voir", kNow = "now", kOnArrival = "arrival", kYes = "yes";
constexpr std::size_t kUrlMax =
    2048;  // bytes; of a longer one only the beginning of its path counts
constexpr std::size_t kPathOfLongUrl = 64;

// In the order of FilterChoice.
constexpr std::array<std::string_view, kFilterChoices.size()> kSlugs{
    "tout",       "se-nourrir",  "propositions",   "demandes",  "se-loger",     "se-soigner",
    "s-orienter", "eau-hygiene", "vetements-dons", "bien-etre", "se-reinserer", "autres"};

FilterChoice choice_named(std::string_view slug) {
  for (std::size_t i = 0; i < kSlugs.size(); ++i)
    if (slug == kSlugs[i]) return kFilterChoices[i];
  return FilterChoice::all;
}

OpenWhen open_named(std::string_view when) {
  if (when == kNow) return OpenWhen::now;
  return when == kOnArrival ? OpenWhen::on_arrival : OpenWhen::any;
}

std::string offered(std::span<const std::string_view> all, std::string_view wanted) {
  return std::ranges::find(all, wanted) == all.end() ? "" : std::string(wanted);
}

void take(Filter& filter, std::string_view key, std::string_view value) {
  if (key == kFilterKey) filter.choice = choice_named(value);
  if (key == "open") filter.open = open_named(value);
  if (key == "access") filter.access = offered(model::kAccessModes, value);
  if (key == "audience") filter.audience = offered(model::kAudiences, value);
  if (key == "language") filter.language = offered(model::kSpokenLanguages, value);
  if (key == "wheelchair") filter.wheelchair = value == kYes;
  if (key == "animals") filter.animals = value == kYes;
}

Filter filter_in(std::string_view query) {
  Filter filter;
  std::set<std::string_view> taken;
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    query = end == query.npos ? std::string_view{} : query.substr(end + 1);
    const auto equals = pair.find('=');
    if (equals == pair.npos) continue;
    const auto key = pair.substr(0, equals);
    const auto value = base::percent_decoded(pair.substr(equals + 1));
    if (taken.insert(key).second && value) take(filter, key, *value);
  }
  return filter;
}

std::string query_of(const Filter& filter) {
  std::string query;
  const auto add = [&](std::string_view key, std::string_view value) {
    if (value.empty()) return;
    (query += query.empty() ? '?' : '&').append(key) += '=';
    query += value;
  };
  if (filter.choice != FilterChoice::all)
    add(kFilterKey, kSlugs[static_cast<std::size_t>(filter.choice)]);
  if (filter.open != OpenWhen::any) add("open", filter.open == OpenWhen::now ? kNow : kOnArrival);
  add("access", filter.access);
  add("audience", filter.audience);
  add("language", filter.language);
  if (filter.wheelchair) add("wheelchair", kYes);
  if (filter.animals) add("animals", kYes);
  return query;
}

template <class R, class I>
std::optional<Route> detail(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return std::nullopt;
  const auto id = base::parse_id<I>(path.substr(prefix.size()));
  if (!id) return std::nullopt;
  return R{*id};
}

// What belongs to a place: "/lieux/{id}/correction".
template <class R>
std::optional<Route> part_of_place(std::string_view path, std::string_view part) {
  if (!path.ends_with(part)) return std::nullopt;
  path.remove_suffix(part.size());
  return detail<R, model::PlaceId>(path, kPlaces);
}

Route route_in(std::string_view raw) {
  const auto decoded = base::percent_decoded(raw);
  if (!decoded) return UnknownRoute{std::string(raw)};
  std::string_view path = *decoded;
  if (path.empty() || path == "/") return HomeRoute{};
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  if (path == kNewAction) return NewActionRoute{};
  if (path == kSignIn) return SignInRoute{};
  if (path == kSettings) return SettingsRoute{};
  if (path == kPrint) return PrintRoute{};
  if (path == kModeration) return ModerationRoute{};
  if (const auto form = part_of_place<CorrectionRoute>(path, kCorrection)) return *form;
  if (const auto history = part_of_place<HistoryRoute>(path, kHistory)) return *history;
  if (const auto assign = part_of_place<AssignmentRoute>(path, kAssignment)) return *assign;
  if (const auto place = detail<PlaceRoute, model::PlaceId>(path, kPlaces)) return *place;
  if (const auto action = detail<ActionRoute, model::ActionId>(path, kActions)) return *action;
  return UnknownRoute{std::string(raw)};
}

struct PathOf {
  std::string operator()(const HomeRoute&) const { return "/"; }
  std::string operator()(const PlaceRoute& r) const { return std::string(kPlaces) + to_text(r.id); }
  std::string operator()(const ActionRoute& r) const {
    return std::string(kActions) + to_text(r.id);
  }
  std::string operator()(const NewActionRoute&) const { return std::string(kNewAction); }
  std::string operator()(const SignInRoute&) const { return std::string(kSignIn); }
  std::string operator()(const SettingsRoute&) const { return std::string(kSettings); }
  std::string operator()(const PrintRoute&) const { return std::string(kPrint); }
  std::string operator()(const CorrectionRoute& r) const {
    return (*this)(PlaceRoute{r.id}) + std::string(kCorrection);
  }
  std::string operator()(const HistoryRoute& r) const {
    return (*this)(PlaceRoute{r.id}) + std::string(kHistory);
  }
  std::string operator()(const AssignmentRoute& r) const {
    return (*this)(PlaceRoute{r.id}) + std::string(kAssignment);
  }
  std::string operator()(const ModerationRoute&) const { return std::string(kModeration); }
  std::string operator()(const UnknownRoute& r) const { return r.path; }
};

void allow(geo::MarkerFilter& filter, std::initializer_list<model::PlaceCategory> categories) {
  for (const auto category : categories) filter.kinds.set(model::marker_kind(category).code);
}
void allow(geo::MarkerFilter& filter, model::ActionKind kind) {
  for (const auto section : model::kActionSections)
    filter.kinds.set(model::marker_kind(kind, section).code);
}

std::bitset<256> kinds_of(FilterChoice choice) {
  using enum model::PlaceCategory;
  geo::MarkerFilter filter;
  if (choice == FilterChoice::all) return filter.kinds;
  filter.kinds.reset();
  switch (choice) {
    case FilterChoice::all: break;
    case FilterChoice::food: allow(filter, {food}); break;
    case FilterChoice::contributions: allow(filter, model::ActionKind::contribution); break;
    case FilterChoice::demands: allow(filter, model::ActionKind::demand); break;
    case FilterChoice::shelter: allow(filter, {shelter}); break;
    case FilterChoice::health: allow(filter, {health}); break;
    case FilterChoice::guidance: allow(filter, {guidance}); break;
    case FilterChoice::water: allow(filter, {toilets, fountains, showers, laundries}); break;
    case FilterChoice::goods: allow(filter, {clothes_equipment, giving_boxes}); break;
    case FilterChoice::wellbeing: allow(filter, {wellbeing}); break;
    case FilterChoice::work: allow(filter, {work}); break;
    case FilterChoice::others: allow(filter, {other, partners, luggage}); break;
  }
  return filter.kinds;
}

}  // namespace

geo::MarkerFilter marker_filter(const Filter& filter) {
  geo::MarkerFilter wanted;
  wanted.kinds = kinds_of(filter.choice);
  wanted.tags = model::access_tag(filter.access).value_or(0) |
                model::audience_tag(filter.audience).value_or(0) |
                model::language_tag(filter.language).value_or(0);
  if (filter.wheelchair) wanted.tags |= model::kWheelchairTag;
  if (filter.animals) wanted.tags |= model::kAnimalsTag;
  wanted.only_open = filter.open != OpenWhen::any;
  return wanted;
}

int Filter::narrowings() const {
  return (open != OpenWhen::any) + !access.empty() + !audience.empty() + !language.empty() +
         wheelchair + animals;
}

Location parse_url(std::string_view url) {
  if (url.size() > kUrlMax)
    return {route_in(url.substr(0, std::min(kPathOfLongUrl, url.find_first_of("?#")))),
            FilterChoice::all};
  url = url.substr(0, url.find('#'));
  const auto question = url.find('?');
  const auto query = question == url.npos ? std::string_view{} : url.substr(question + 1);
  return {route_in(url.substr(0, question)), filter_in(query)};
}

std::string to_url(const Location& location) {
  return std::visit(PathOf{}, location.route) + query_of(location.filter);
}

}  // namespace app
