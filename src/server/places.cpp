#include "server/places.hpp"

#include <nlohmann/json.hpp>

#include "server/geojson.hpp"
#include "server/importer.hpp"
#include "server/problem.hpp"
#include "server/secrets.hpp"
#include "server/system_clock.hpp"

namespace server::places {
namespace {

bool is_operator(const Services& services, const http::Request& request) {
  return equal_in_constant_time(request.header("authorization"),
                                "Bearer " + services.operator_token);
}

}  // namespace

void take(const Services& services, const http::Request& request, const http::Respond& respond) {
  if (!is_operator(services, request))
    return respond(std::move(problem(401, "operator.unknown").with("WWW-Authenticate", "Bearer")));
  const auto now = system_now();
  const auto features = read_places(
      request.body, {request.parameter("source").value_or(""),
                     request.parameter("attribution").value_or(""), base::to_rfc3339(now)});
  if (!features) return respond(problem(400, features.error()));
  const auto tally = import_places(services.storage, *features, now, [](std::size_t) {});
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
