#include "server/serve_options.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "server/secret_file.hpp"

namespace server {
namespace {

base::Error wrong(std::string sentence) { return {"option.value", "", std::move(sentence)}; }

std::string default_assets() {
  std::error_code ec;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ec);
  return ec ? "" : (program.parent_path().parent_path() / "web-release").string();
}

// A list too: "10.0.0.1,10.0.0.2".
bool add_proxies(TrustedProxies& proxies, const std::string& list) {
  std::istringstream pieces(list);
  for (std::string piece; std::getline(pieces, piece, ',');)
    if (!proxies.add(piece)) return false;
  return !list.empty();
}

template <class Number>
std::function<bool(const std::string&)> into_positive(Number& target) {
  return [&target](const std::string& value) { return into(target)(value) && target > 0; };
}

std::vector<Flag> place_flags(ServeOptions& options) {
  return {
      database_flag(options.database, "a file is made if absent; also DATABASE_URL"),
      pepper_flag(options.pepper),
      {"--address", "IP", "127.0.0.1 if not given; a public site stands behind a TLS proxy",
       into(options.address)},
      {"--port", "N", "8080 if not given; 0 for any free one", into(options.port)},
      {"--assets", "DIR", "the built client; web-release beside this program's folder if not given",
       into(options.assets)},
      {"--gazetteer", "FILE",
       "where communes are (tab-separated); found among the assets if not given",
       into(options.gazetteer)},
      {"--imports", "FILE", "sources of places to read by schedule (docs/operations.md)",
       into(options.imports)}};
}

std::vector<Flag> limit_flags(ServeOptions& options) {
  return {{"--trusted-proxy", "CIDR",
           "whose X-Forwarded-For and X-Request-Id count; several with commas, or given again",
           [&options](const std::string& value) { return add_proxies(options.proxies, value); }},
          {"--request-timeout", "SECONDS", "15 if not given: how long a request may take to arrive",
           into_positive(options.request_timeout_s)},
          {"--api-rate", "N",
           "6000 if not given: requests to the API from one address in a minute (--dev: many more)",
           into_positive(options.api_rate)}};
}

std::vector<Flag> tile_flags(ServeOptions& options) {
  return {{"--tile-url", "URL", "https://…/{z}/{x}/{y}.png; needs --tile-attribution",
           into(options.tile_url)},
          {"--tile-attribution", "TEXT", "who must be named on the map",
           into(options.tile_attribution)},
          {"--pmtiles", "FILE", "an archive of our own", into(options.pmtiles)}};
}

std::vector<Flag> keeper_flags(ServeOptions& options) {
  return {{"--publisher", "TEXT", "who publishes this site, for /mentions: name and address",
           into(options.keeper.publisher)},
          {"--host", "TEXT", "who hosts it, for /mentions: name, address, telephone",
           into(options.keeper.host)},
          {"--contact", "TEXT", "how to write to you, for /mentions and /accessibilite",
           into(options.keeper.contact)}};
}

std::vector<Flag> watching_flags(ServeOptions& options) {
  return {{"--log", "FORM",
           "text if not given: sentences for people; json: an object a line, requests too; off",
           [&options](const std::string& value) {
             const auto form = log_form(value);
             if (form) options.log = *form;
             return form.has_value();
           }},
          {"--metrics-token-file", "FILE",
           "who shows its first line reads /metrics from elsewhere; else ENTOURAGE_METRICS_TOKEN",
           into(options.metrics_token_file)}};
}

std::vector<Flag> development_flags(ServeOptions& options) {
  return {
      {"--dev", "", "codes are shown at /dev/outbox instead of sent; demonstration accounts work",
       into(options.dev)},
      {"--demo", "FILE", "loads the demonstration world into a new database", into(options.demo)}};
}

base::Error no_way_to_send() {
  return wrong(
      "Sign-in codes cannot be sent: name a mail server (--smtp-url, --mail-from), a gateway of "
      "text messages (--sms-url), or both. Use --dev to try it on this machine (codes are then "
      "shown at /dev/outbox).");
}

// What single flags cannot know.
base::Result<base::Done> check(const ServeOptions& options) {
  if (!options.dev && !options.sending.sends()) return no_way_to_send();
  if (options.dev && options.sending.sends())
    return wrong("With --dev codes are shown instead of sent: give --dev, or a sender, not both.");
  if (!options.tile_url.empty() && !options.pmtiles.empty())
    return wrong("Give --tile-url or --pmtiles, not both.");
  if (!options.tile_url.empty() && !tile_origin(options.tile_url))
    return wrong("\"" + options.tile_url +
                 "\" is no tile address: write https://host/{z}/{x}/{y}.png.");
  if (!options.tile_url.empty() && options.tile_attribution.empty())
    return wrong("Say whose tiles these are: --tile-attribution \"© OpenStreetMap\".");
  return base::Done{};
}

}  // namespace

std::vector<FlagGroup> serve_flags(ServeOptions& options) {
  return {{"Where it is and what it serves", place_flags(options)},
          {"Who stands before it, and its limits", limit_flags(options)},
          {"Sending sign-in codes", sending::sending_flags(options.sending)},
          {"Street tiles", tile_flags(options)},
          {"Pages that say who you are", keeper_flags(options)},
          {"Watching it run", watching_flags(options)},
          {"For development", development_flags(options)}};
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

base::Result<ServeOptions> parse_serve_options(const std::vector<std::string>& arguments,
                                               const Environment& environment) {
  ServeOptions options;
  if (const auto url = environment.find("DATABASE_URL"); url != environment.end())
    options.database = url->second;
  const auto flags = flags_of(serve_flags(options));
  if (const auto taken = take_environment(environment, flags, arguments); !taken)
    return taken.error();
  options.strange_variables = strange_variables(environment, flags);
  const auto others = parse_flags(arguments, flags);
  if (!others) return others.error();
  if (!others->empty())
    return wrong("\"" + others->front() + "\" is not understood; see serve --help.");
  if (const auto checked = check(options); !checked) return checked.error();
  const auto secrets = sending::check(options.sending);
  if (!secrets) return secrets.error();
  options.secrets = *secrets;
  const auto token = read_secret(options.metrics_token_file, "ENTOURAGE_METRICS_TOKEN");
  if (!token) return token.error();
  options.metrics_token = *token;
  if (options.assets.empty()) options.assets = default_assets();
  return options;
}

}  // namespace server
