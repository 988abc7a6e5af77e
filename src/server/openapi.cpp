#include "server/openapi.hpp"

#include "server/http/caching.hpp"
#include "server/http/gzip.hpp"
#include "server/openapi_generated.hpp"
#include "server/secrets.hpp"

namespace server::openapi {

void document(const Services&, const http::Request& request, const http::Respond& respond) {
  static const auto plain = http::share(std::string(kOpenApi));
  static const auto gzip = http::share(http::gzip(kOpenApi));
  static const auto tag = hash_hex(std::string(kOpenApi));
  http::Response response;
  response.content_type = "application/json";
  response.body = plain;
  auto tag_of_coding = tag;
  if (http::accepts_encoding(request, "gzip")) {
    response.body = gzip;
    response.with("Content-Encoding", "gzip");
    tag_of_coding += "-gz";
  }
  response.with("Vary", "Accept-Encoding");
  respond(http::cacheable(request, std::move(response), tag_of_coding, "no-cache"));
}

}  // namespace server::openapi
