#include "server/serve_options.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace server {
namespace {

base::Error wrong(std::string sentence) { return {"option.value", "", std::move(sentence)}; }

std::string default_assets() {
  std::error_code ec;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ec);
  return ec ? "" : (program.parent_path().parent_path() / "web-release").string();
}

}  // namespace

std::vector<Flag> serve_flags(ServeOptions& options) {
  std::vector<Flag> flags{
      {"--database", "sqlite:PATH", "the database; made if absent", into(options.database)},
      {"--port", "N", "8080 if not given; 0 for any free one", into(options.port)},
      {"--address", "IP", "127.0.0.1 if not given; a public site stands behind a TLS proxy",
       into(options.address)},
      {"--assets", "DIR", "the built client; web-release beside this program's folder if not given",
       into(options.assets)},
      {"--dev", "", "codes are shown at /dev/outbox instead of sent; demonstration accounts work",
       into(options.dev)},
      {"--demo", "FILE", "loads the demonstration world into a new database", into(options.demo)},
      {"--gazetteer", "FILE",
       "where communes are (tab-separated); found among the assets if not given",
       into(options.gazetteer)},
      {"--trusted-proxy", "CIDR", "whose X-Forwarded-For counts; may be given several times",
       [&options](const std::string& value) { return options.proxies.add(value); }},
      {"--tile-url", "URL", "street tiles: https://…/{z}/{x}/{y}.png; needs --tile-attribution",
       into(options.tile_url)},
      {"--tile-attribution", "TEXT", "who must be named on the map",
       into(options.tile_attribution)},
      {"--pmtiles", "FILE", "street tiles from an archive of our own", into(options.pmtiles)},
      {"--publisher", "TEXT", "who publishes this site, for /mentions: name and address",
       into(options.keeper.publisher)},
      {"--host", "TEXT", "who hosts it, for /mentions: name, address, telephone",
       into(options.keeper.host)},
      {"--contact", "TEXT", "how to write to you, for /mentions and /accessibilite",
       into(options.keeper.contact)},
      {"--request-timeout", "SECONDS", "15 if not given: how long a request may take to arrive",
       [&options](const std::string& value) {
         return into(options.request_timeout_s)(value) && options.request_timeout_s > 0;
       }},
      {"--api-rate", "N",
       "6000 if not given: requests to the API from one address in a minute (--dev: many more)",
       [&options](const std::string& value) {
         return into(options.api_rate)(value) && options.api_rate > 0;
       }},
  };
  auto more = sending::sending_flags(options.sending);
  std::ranges::move(more, std::back_inserter(flags));
  return flags;
}

std::optional<std::string> tile_origin(const std::string& url) {
  const auto scheme = url.starts_with("https://") ? 8u : url.starts_with("http://") ? 7u : 0u;
  const auto end = url.find('/', scheme);
  if (scheme == 0 || end == std::string::npos || end == scheme) return std::nullopt;
  const bool is_plain =
      std::all_of(url.begin() + scheme, url.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
      });
  const bool has_places = url.find("{z}") != std::string::npos &&
                          url.find("{x}") != std::string::npos &&
                          url.find("{y}") != std::string::npos;
  return is_plain && has_places ? std::optional(url.substr(0, end)) : std::nullopt;
}

base::Result<ServeOptions> parse_serve_options(const std::vector<std::string>& arguments) {
  ServeOptions options;
  const auto others = parse_flags(arguments, serve_flags(options));
  if (!others) return others.error();
  if (!others->empty())
    return wrong("\"" + others->front() + "\" is not understood; see serve --help.");
  if (!options.dev && !options.sending.sends())
    return wrong(
        "Sign-in codes cannot be sent: name a mail server (--smtp-url, --mail-from), a gateway of "
        "text messages (--sms-url), or both. Use --dev to try it on this machine (codes are then "
        "shown at /dev/outbox).");
  if (options.dev && options.sending.sends())
    return wrong("With --dev codes are shown instead of sent: give --dev, or a sender, not both.");
  const auto secrets = sending::check(options.sending);
  if (!secrets) return secrets.error();
  options.secrets = *secrets;
  if (!options.tile_url.empty() && !options.pmtiles.empty())
    return wrong("Give --tile-url or --pmtiles, not both.");
  if (!options.tile_url.empty() && !tile_origin(options.tile_url))
    return wrong("\"" + options.tile_url +
                 "\" is no tile address: write https://host/{z}/{x}/{y}.png.");
  if (!options.tile_url.empty() && options.tile_attribution.empty())
    return wrong("Say whose tiles these are: --tile-attribution \"© OpenStreetMap\".");
  if (options.assets.empty()) options.assets = default_assets();
  return options;
}

}  // namespace server
