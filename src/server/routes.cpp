#include "server/routes.hpp"

#include <algorithm>
#include <array>
#include <boost/core/demangle.hpp>
#include <memory>
#include <typeinfo>

#include "core/rules/permit.hpp"
#include "server/correction_page.hpp"
#include "server/exchange.hpp"
#include "server/hours_words.hpp"
#include "server/http/caching.hpp"
#include "server/metrics_answer.hpp"
#include "server/openapi.hpp"
#include "server/places.hpp"
#include "server/problem.hpp"
#include "server/queries.hpp"
#include "server/secrets.hpp"
#include "server/session.hpp"
#include "server/system_clock.hpp"

namespace server {
namespace {

using http::Request;
using http::Respond;

constexpr std::size_t kFrontPageItems = 20;
constexpr std::size_t kLookedAtForOpen = 2000;  // places with hours, for those that are open

void respond_page(const Request& request, http::Response page, const Respond& respond) {
  if (page.status != 200) return respond(std::move(page.with("Cache-Control", "no-cache")));
  const auto tag = hash_hex(page.bytes());
  respond(http::cacheable(request, std::move(page), tag, "no-cache"));
}

std::vector<model::Place> first_open(std::vector<model::Place> places, base::Instant now) {
  std::erase_if(places, [&](const model::Place& place) {
    return open_now(place, now).state != rules::OpenState::open;
  });
  if (places.size() > kFrontPageItems) places.resize(kFrontPageItems);
  return places;
}

void home_page(const Services& services, const Request& request, std::string_view,
               const Respond& respond) {
  const bool only_open = request.parameter("open") == "now";
  const auto now = system_now();
  std::vector<model::Action> actions;
  std::vector<model::Place> places;
  services.storage.read([&](storage::Reader& reader) {
    if (only_open) {
      places = first_open(reader.places_with_hours(kLookedAtForOpen), now);
    } else {
      actions = reader.latest_actions(kFrontPageItems);
      places = reader.first_places(kFrontPageItems);
    }
  });
  respond_page(request, services.pages.home(actions, places, now, only_open), respond);
}

void place_page(const Services& services, const Request& request, std::string_view id,
                const Respond& respond) {
  const auto place = queries::find_place(services, id);
  if (!place) return respond_page(request, services.pages.not_found(), respond);
  std::vector<model::Place> alike;
  services.storage.read([&](storage::Reader& reader) { alike = reader.places_like(place->id); });
  respond_page(request, services.pages.place(*place, alike, system_now()), respond);
}

void action_page(const Services& services, const Request& request, std::string_view id,
                 const Respond& respond) {
  const auto action = queries::find_action(services, id);
  const bool is_shown = action && rules::may_see_action({}, action->author.id, action->status);
  respond_page(request, is_shown ? services.pages.action(*action) : services.pages.not_found(),
               respond);
}

void search_page(const Services& services, const Request& request, std::string_view,
                 const Respond& respond) {
  const auto typed = request.parameter("q").value_or("");
  const auto found = queries::found_by(services, typed);
  respond_page(request,
               found ? services.pages.search(typed, *found) : services.pages.search("", {}),
               respond);
}

// A page that says the same to everybody.
template <http::Response (Pages::*kPage)() const>
void fixed_page(const Services& services, const Request& request, std::string_view,
                const Respond& respond) {
  respond_page(request, (services.pages.*kPage)(), respond);
}

template <Notice kWhich>
void notice_page(const Services& services, const Request& request, std::string_view,
                 const Respond& respond) {
  respond_page(request, services.pages.notice(kWhich), respond);
}

// Of widgets: only a server for developers has it.
void gallery_page(const Services& services, const Request& request, std::string_view,
                  const Respond& respond) {
  const bool is_dev = services.dev_outbox != nullptr;
  respond_page(request, is_dev ? services.pages.gallery() : services.pages.not_found(), respond);
}

// For others there is no such page.
void metrics_page(const Services& services, const Request& request, std::string_view,
                  const Respond& respond) {
  respond(may_see_metrics(services, request) ? metrics_answer(services)
                                             : services.pages.not_found());
}

// For handlers that take no part of the path.
template <void (*kHandler)(const Services&, const Request&, const Respond&)>
void plain(const Services& services, const Request& request, std::string_view,
           const Respond& respond) {
  kHandler(services, request, respond);
}

enum class Body { json, form };  // what a POST brings

struct Route {
  std::string_view method;
  std::string_view
      path;  // where it has a "*", that stands for one part without "/", given to the handler
  void (*handler)(const Services&, const Request&, std::string_view part, const Respond&);
  Body body = Body::json;
};

constexpr std::array kRoutes{
    Route{"GET", "/", home_page},
    Route{"GET", "/connexion", fixed_page<&Pages::sign_in>},
    Route{"GET", "/actions/nouvelle", fixed_page<&Pages::new_action>},
    Route{"GET", "/recherche", search_page},
    Route{"GET", "/reglages", fixed_page<&Pages::settings>},
    Route{"GET", "/imprimer", fixed_page<&Pages::print>},
    Route{"GET", "/galerie", gallery_page},
    Route{"GET", "/mentions", notice_page<Notice::legal_fr>},
    Route{"GET", "/accessibilite", notice_page<Notice::accessibility_fr>},
    Route{"GET", "/urgences", notice_page<Notice::urgency_fr>},
    Route{"GET", "/legal", notice_page<Notice::legal_en>},
    Route{"GET", "/accessibility", notice_page<Notice::accessibility_en>},
    Route{"GET", "/emergency", notice_page<Notice::urgency_en>},
    Route{"GET", "/lieux/*", place_page},
    Route{"GET", "/lieux/*/correction", correction_page::show},
    Route{"POST", "/lieux/*/correction", correction_page::take, Body::form},
    Route{"GET", "/lieux/*/historique", correction_page::history},
    Route{"GET", "/lieux/*/association", fixed_page<&Pages::assignment>},
    Route{"GET", "/moderation", fixed_page<&Pages::moderation>},
    Route{"GET", "/actions/*", action_page},
    Route{"GET", "/healthz", plain<queries::health>},
    Route{"GET", "/api/v1/openapi.json", plain<openapi::document>},
    Route{"GET", "/api/v1/markers", plain<queries::manifest>},
    Route{"GET", "/api/v1/markers/*", queries::cell},
    Route{"POST", "/api/v1/places", plain<places::take>},
    Route{"GET", "/api/v1/places/*", queries::place},
    Route{"GET", "/api/v1/places/*/history", queries::place_history},
    Route{"GET", "/api/v1/places/*/associations", queries::place_associations},
    Route{"GET", "/api/v1/corrections", plain<queries::corrections>},
    Route{"GET", "/api/v1/actions/*", queries::action},
    Route{"GET", "/api/v1/people/*", queries::person},
    Route{"GET", "/api/v1/associations/*", queries::association},
    Route{"GET", "/api/v1/events/*", queries::event},
    Route{"GET", "/api/v1/audit", plain<queries::audit>},
    Route{"GET", "/api/v1/search", plain<queries::search>},
    Route{"GET", "/api/v1/stream", plain<queries::stream>},
    Route{"GET", "/api/v1/changes", plain<queries::changes>},
    Route{"GET", "/api/v1/session", plain<session::show>},
    Route{"POST", "/api/v1/session", plain<session::sign_in>},
    Route{"DELETE", "/api/v1/session", plain<session::sign_out>},
    Route{"POST", "/api/v1/session/code", plain<session::request_code>},
    Route{"GET", "/api/v1/session/devices", plain<session::devices>},
    Route{"DELETE", "/api/v1/session/devices/*", session::end_device},
    Route{"POST", "/api/v1/session/recovery-code", plain<session::make_recovery_code>},
    Route{"POST", "/api/v1/commands", plain<session::run_commands>},
    Route{"GET", "/metrics", metrics_page},
    Route{"GET", "/dev/outbox", plain<session::dev_outbox>},
};

// What is counted together: requests for one path, by whatever method; and those without a route.
constexpr std::size_t kAsset = kRoutes.size(), kUnknown = kAsset + 1, kUnread = kAsset + 2;
constexpr std::array<std::string_view, 3> kWithoutRoute{"asset", "unknown", "unread"};

// The part that "*" stands for (empty where there is no "*"), or nothing where the path is another.
std::optional<std::string_view> match(const Route& route, std::string_view path) {
  const auto star = route.path.find('*');
  if (star == route.path.npos)
    return route.path == path ? std::optional(std::string_view{}) : std::nullopt;
  const auto start = route.path.substr(0, star), end = route.path.substr(star + 1);
  if (path.size() < start.size() + end.size() || !path.starts_with(start) || !path.ends_with(end))
    return std::nullopt;
  const auto part = path.substr(start.size(), path.size() - start.size() - end.size());
  if (part.empty() || part.find('/') != std::string_view::npos) return std::nullopt;
  return part;
}

bool is_api(std::string_view path) {
  return path.starts_with("/api/") || path.starts_with("/dev/") || path == "/healthz";
}

http::Response error_answer(const Services& services, int status, std::string_view path) {
  if (is_api(path)) return problem(status, code_of_status(status));
  return status == 404 ? services.pages.not_found() : services.pages.failure(status);
}

// Writes come from our own pages, or from programs, which send no Origin; never from another site's
// page. The scheme may be either: TLS ends at a proxy.
bool is_own_origin(const Request& request) {
  if (request.header("sec-fetch-site") == "cross-site") return false;
  if (!request.has("origin")) return true;
  const auto origin = request.header("origin"), host = request.header("host");
  return origin == "http://" + std::string(host) || origin == "https://" + std::string(host);
}

std::string_view type_of(Body body) {
  return body == Body::form ? "application/x-www-form-urlencoded" : "application/json";
}

bool has_type(const Request& request, std::string_view wanted) {
  const auto type = request.header("content-type");
  auto essence = type.substr(0, type.find(';'));
  while (essence.ends_with(' ')) essence.remove_suffix(1);
  return http::equals_ignoring_case(essence, wanted);
}

std::string_view method_of(const Request& request) {
  return request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
}

struct Found {
  const Route* route = nullptr;  // null: no route, or none with that method
  std::string_view part;
  std::string allowed;           // methods of the path, where the one asked for is none of them
  std::size_t label = kUnknown;  // what it is counted with
};

Found find_route(const Request& request) {
  Found found;
  const auto method = method_of(request);
  for (std::size_t i = 0; i < kRoutes.size(); ++i) {
    const auto& route = kRoutes.at(i);
    const auto part = match(route, request.path);
    if (!part) continue;
    found.label = std::min(found.label, i);
    if (route.method == method) {
      found.route = &route;
      found.part = *part;
      return found;
    }
    if (found.allowed.find(route.method) == std::string::npos)
      found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(route.method) +
                       (route.method == "GET" ? ", HEAD" : "");
  }
  if (found.allowed.empty() && request.path.starts_with("/assets/")) found.label = kAsset;
  return found;
}

// Answers by what was found, or that nothing was.
void dispatch(const Services& services, const Request& request, const Found& found,
              const Respond& respond) {
  const auto method = method_of(request);
  auto allowed = found.allowed;
  if (found.route) {
    if (method != "GET" && !is_own_origin(request)) return respond(problem(403, "origin.foreign"));
    if (method == "POST" && !has_type(request, type_of(found.route->body)))
      return respond(problem(415, "content_type.not_json"));
    return found.route->handler(services, request, found.part, respond);
  }
  if (allowed.empty()) {
    auto asset = services.assets.answer(request);
    if (asset && method == "GET") return respond(std::move(*asset));
    if (asset) allowed = "GET, HEAD";
  }
  if (allowed.empty()) return respond(error_answer(services, 404, request.path));
  respond(std::move(error_answer(services, 405, request.path).with("Allow", allowed)));
}

// Pages and what they are made of are not counted: one page asks for dozens of files at once.
std::optional<Allowance> take_allowance(const Services& services, const Request& request) {
  if (!is_api(request.path) || request.path.starts_with("/dev/")) return std::nullopt;
  return services.quota.take(services.client_address(request), system_now());
}

http::Response failure(const Services& services, const Request& request, int status,
                       std::string_view code) {
  return is_api(request.path) ? problem(status, code) : services.pages.failure(status);
}

}  // namespace

std::string routes_as_json_lines() {
  std::string lines;
  for (const auto& route : kRoutes)
    lines += "{\"method\":\"" + std::string(route.method) + "\",\"path\":\"" +
             std::string(route.path) + "\"}\n";
  return lines;
}

std::vector<std::string_view> route_names() {
  std::vector<std::string_view> names;
  for (const auto& route : kRoutes) names.push_back(route.path);
  names.insert(names.end(), kWithoutRoute.begin(), kWithoutRoute.end());
  return names;
}

http::Response refusal(const Services& services, int status, const Request& request) {
  auto response =
      error_answer(services, status, request.path.empty() ? std::string_view("/") : request.path);
  Exchange(services, request, kUnread).finish(response);
  return response;
}

void handle(const Services& services, const Request& request, Respond respond) {
  const auto found = find_route(request);
  const auto exchange = std::make_shared<Exchange>(services, request, found.label);
  exchange->allowance = take_allowance(services, request);
  const Respond finish = [exchange, respond = std::move(respond)](http::Response response) {
    exchange->finish(response);
    respond(std::move(response));
  };
  if (const auto& allowance = exchange->allowance; allowance && !allowance->is_allowed)
    return finish(std::move(
        problem(429, "rate.limited").with("Retry-After", std::to_string(allowance->resets_in_s))));
  try {
    dispatch(services, request, found, finish);
  } catch (const storage::Failure& failed) {
    services.log.tell(Level::error, "storage", failed.what(), exchange->id);
    finish(failure(services, request, 503, "storage.unavailable"));
  } catch (const std::exception& error) {
    // Its words may repeat what was sent: the kind of mistake must be enough.
    services.log.tell(Level::error, "internal error", boost::core::demangle(typeid(error).name()),
                      exchange->id);
    finish(failure(services, request, 500, "server.error"));
  }
}

}  // namespace server
