#include "server/places.hpp"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "core/rules/limits.hpp"
#include "core/rules/validate.hpp"
#include "server/imports/geojson.hpp"
#include "server/imports/importer.hpp"
#include "server/problem.hpp"
#include "server/secrets.hpp"
#include "server/system_clock.hpp"

namespace server::places {
namespace {

bool is_operator(const Services& services, const http::Request& request) {
  return equal_in_constant_time(request.header("authorization"),
                                "Bearer " + services.operator_token);
}

// What the query says of all features; a text as others of places are.
base::Result<std::string> parameter(const http::Request& request, std::string_view name) {
  const std::string where(name);
  const auto typed = request.parameter(name);
  const bool is_given = ('&' + request.query).find('&' + where + '=') != std::string::npos;
  if (is_given && !typed) return base::Error{"query.malformed", where, ""};
  const auto text = rules::trimmed(typed.value_or(""));
  const auto length = rules::length_utf8(text);
  if (!length) return base::Error{"text.not_utf8", where, ""};
  if (*length > rules::limits::kPlaceFieldMax) return base::Error{"text.too_long", where, ""};
  const bool has_controls = std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (has_controls) return base::Error{"text.control_characters", where, ""};
  return text;
}

// The importer speaks to a terminal, in sentences without their ends.
base::Error as_sentence(base::Error error) {
  if (error.detail.empty()) return error;
  error.detail.front() =
      static_cast<char>(std::toupper(static_cast<unsigned char>(error.detail.front())));
  error.detail += '.';
  return error;
}

}  // namespace

void take(const Services& services, const http::Request& request, const http::Respond& respond) {
  if (!is_operator(services, request))
    return respond(std::move(problem(401, "operator.unknown").with("WWW-Authenticate", "Bearer")));
  const auto source = parameter(request, "source");
  if (!source) return respond(problem(400, source.error()));
  const auto attribution = parameter(request, "attribution");
  if (!attribution) return respond(problem(400, attribution.error()));
  const auto now = system_now();
  const auto places =
      imports::read_places(request.body, {*source, "", *attribution, base::to_rfc3339(now)});
  if (!places) return respond(problem(400, as_sentence(places.error())));
  const auto tally =
      imports::import_places(services.storage, *places, {.now = now}, [](std::size_t) {});
  if (!tally) return respond(problem(503, tally.error().code));
  services.stream.changed();
  http::Response response;
  response.content_type = "application/json";
  response.body = nlohmann::json{{"taken", tally->taken},
                                 {"updated", tally->updated},
                                 {"unchanged", tally->unchanged},
                                 {"refused", tally->refused}}
                      .dump();
  respond(std::move(response.with("Cache-Control", "no-store")));
}

}  // namespace server::places
