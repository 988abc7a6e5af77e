// What "serve" can be told, on the command line and by the environment.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "server/client_address.hpp"
#include "server/environment.hpp"
#include "server/log.hpp"
#include "server/options.hpp"
#include "server/pages.hpp"
#include "server/sending/sending_options.hpp"

namespace server {

struct ServeOptions {
  std::string database, pepper;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string assets;  // empty: web-release beside the build folder of this program
  bool dev = false;
  sending::SendingOptions sending;
  sending::Secrets secrets;  // from files and the environment, never from the command line
  std::string demo, gazetteer, imports;
  TrustedProxies proxies;
  std::string tile_url, tile_attribution, pmtiles;
  Keeper keeper;
  std::uint16_t request_timeout_s = 15;
  std::uint32_t api_rate = 0;  // requests a minute to the API from one address; 0: as is usual
  LogForm log = LogForm::text;
  std::string metrics_token_file, metrics_token;
  std::vector<std::string> strange_variables;  // to be told once the log is there
};

std::vector<FlagGroup> serve_flags(ServeOptions& options);

// The flags, and what the environment says instead, read and checked against each other. The
// error's detail is a sentence for the terminal.
base::Result<ServeOptions> parse_serve_options(const std::vector<std::string>& arguments,
                                               const Environment& environment = {});

// "https://tiles.example.org" of "https://tiles.example.org/{z}/{x}/{y}.png"; nothing for what is
// no such address.
std::optional<std::string> tile_origin(const std::string& url);

}  // namespace server
