#include "server/exchange.hpp"

#include "core/wire/json.hpp"

namespace server {
namespace {

constexpr std::string_view kHeaders =
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

// One from a trusted proxy is kept, so that its log and ours tell of the same request.
std::string id_of(const Services& services, const http::Request& request) {
  const auto given = request.header("x-request-id");
  if (!given.empty() && is_request_id(given) && services.is_proxy(request.remote))
    return std::string(given);
  return services.request_ids.next();
}

// What a 304 says replaces what the browser has stored (RFC 9111, 4.3.4), and it no longer knows
// whether it was a page: it says nothing, so that the stored policy stays.
void add_common_headers(http::Response& response, const Services& services,
                        const std::optional<Allowance>& allowance) {
  if (response.status == 304) return;
  const bool is_page = response.content_type.starts_with("text/html");
  response.shared_headers = is_page ? services.page_headers : kHeaders;
  if (!allowance) return;
  response.shared_headers = services.api_headers;
  response.with("RateLimit", "\"requests\";r=" + std::to_string(allowance->left) +
                                 ";t=" + std::to_string(allowance->resets_in_s));
}

// Who meets a failure can quote the request's id.
void add_id_to_problem(http::Response& response, const std::string& id) {
  if (response.status < 500 || response.content_type != "application/problem+json") return;
  const auto read = wire::problem_from_json(response.bytes());
  if (!read) return;
  auto problem = *read;
  problem.request_id = id;
  response.body = wire::to_json(problem);
}

}  // namespace

Exchange::Exchange(const Services& all, const http::Request& request, std::size_t its_route)
    : services(all),
      id(id_of(all, request)),
      method(label_of_method(request.method)),
      route(its_route),
      begin(std::chrono::steady_clock::now()) {}

void Exchange::finish(http::Response& response) const {
  add_common_headers(response, services, allowance);
  add_id_to_problem(response, id);
  response.with("X-Request-Id", id);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  services.metrics.answered(route, method, response.status, taken.count());
  if (!services.log.tells_requests()) return;
  services.log.answered({id, method, services.metrics.route_name(route), response.status,
                         taken.count() * 1000, method == "HEAD" ? 0 : response.bytes().size()});
}

std::string page_headers(const std::string& tile_origin) {
  const auto tiles = tile_origin.empty() ? "" : " " + tile_origin;
  return "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
         "style-src 'self'; img-src 'self' data: blob:" +
         tiles + "; font-src 'self'; connect-src 'self'" + tiles +
         "; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
         "require-trusted-types-for 'script'; trusted-types entourage\r\n"
         "X-Content-Type-Options: nosniff\r\n"
         "Referrer-Policy: no-referrer\r\n"
         "Cross-Origin-Resource-Policy: same-origin\r\n"
         "Cross-Origin-Opener-Policy: same-origin\r\n"
         "Permissions-Policy: geolocation=(self), camera=(), microphone=(), payment=(), usb=()\r\n";
}

// draft-ietf-httpapi-ratelimit-headers, 3.
std::string api_headers(const Quota& quota) {
  std::string lines(kHeaders);
  lines.append("RateLimit-Policy: \"requests\";q=").append(std::to_string(quota.most()));
  lines.append(";w=").append(std::to_string(quota.window_s())).append("\r\n");
  return lines;
}

}  // namespace server
