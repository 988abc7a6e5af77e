#include "server/metrics_answer.hpp"

#include "server/client_address.hpp"
#include "server/secrets.hpp"

namespace server {
namespace {

constexpr std::size_t kWaitingCounted = 1000;

}  // namespace

bool may_see_metrics(const Services& services, const http::Request& request) {
  if (is_from_this_machine(request)) return true;
  return !services.metrics_token.empty() &&
         equal_in_constant_time(request.header("authorization"),
                                "Bearer " + services.metrics_token);
}

http::Response metrics_answer(const Services& services) {
  Gauges gauges{services.connections(), services.stream.open(), services.storage.waiting(), {}};
  services.storage.read([&](storage::Reader& reader) {
    for (const auto channel : {storage::Channel::email, storage::Channel::sms})
      gauges.outgoing_waiting.at(static_cast<std::size_t>(channel)) =
          reader.waiting_outgoing(channel, kWaitingCounted).size();
  });
  http::Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = services.metrics.text(gauges);
  return std::move(response.with("Cache-Control", "no-store"));
}

}  // namespace server
