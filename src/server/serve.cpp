#include "server/serve.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>
#include <thread>

#include "server/demo.hpp"
#include "server/dev_outbox.hpp"
#include "server/http/http_server.hpp"
#include "server/routes.hpp"
#include "server/serve_options.hpp"
#include "server/storage/database_lock.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "server/system_clock.hpp"

namespace server {
namespace {

// Sentences for the terminal end a start that fails; nothing has changed then.
base::Error failure(std::string sentence) { return {"serve.failed", "", std::move(sentence)}; }

std::optional<std::string> read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

base::Result<Assets> load_assets(const ServeOptions& options) {
  auto assets = Assets::load(options.assets);
  if (!assets && assets.error().code == "assets.missing")
    return failure("The client is not at " + options.assets + " (" + assets.error().where + ": " +
                   assets.error().detail +
                   "). Build it with script/setup, or name its folder with --assets.");
  if (!assets)
    return failure(options.assets + "/assets.json cannot be used: " + assets.error().detail + ".");
  if (options.pmtiles.empty()) return assets;
  auto with_archive = *std::move(assets);
  if (const auto added = with_archive.add_pmtiles(options.pmtiles); !added)
    return failure(options.pmtiles + " cannot be used: " + added.error().detail + ".");
  return with_archive;
}

base::Result<Gazetteer> load_gazetteer(const ServeOptions& options, const Assets& assets) {
  // Named, else among what browsers are sent, else where the sources keep it.
  const auto beside = std::filesystem::path(options.assets) / "../../assets/basemap/gazetteer.tsv";
  std::optional<std::string> text;
  if (!options.gazetteer.empty()) {
    text = read_text(options.gazetteer);
    if (!text) return failure("The gazetteer " + options.gazetteer + " cannot be read.");
  } else if (const auto asset = assets.find("basemap/gazetteer.tsv")) {
    text = std::string(*asset);
  } else {
    text = read_text(beside.string());
  }
  if (!text) {
    std::cerr << "note: there is no gazetteer; actions can name a point, not a commune\n";
    return Gazetteer();
  }
  auto gazetteer = Gazetteer::parse(*text);
  if (!gazetteer)
    return failure("The gazetteer's line " + gazetteer.error().where + " is " +
                   gazetteer.error().detail + ".");
  return gazetteer;
}

std::optional<TileSource> tile_source(const ServeOptions& options, const Assets& assets) {
  if (!options.tile_url.empty())
    return TileSource{options.tile_url, "", "", options.tile_attribution};
  if (!options.pmtiles.empty())
    return TileSource{"", "/tiles/basemap.pmtiles", assets.url_of("protomaps.js"),
                      options.tile_attribution};
  return std::nullopt;
}

base::Result<base::Done> load_demo_file(storage::Storage& storage, const std::string& path) {
  const auto text = read_text(path);
  if (!text) return failure("The demonstration world " + path + " cannot be read.");
  const auto counts = load_demo(storage, *text, system_now());
  if (!counts)
    return failure("The demonstration world " + path + " cannot be used: " + counts.error().detail +
                   ".");
  return base::Done{};
}

void say_what_to_know(const ServeOptions& options) {
  if (is_loopback(options.address)) return;
  std::cerr << "note: sign-in needs https, except on the loopback address; put a TLS proxy before "
               "this server and name it "
               "with --trusted-proxy\n";
}

// Requests to the API an address may make in a minute: a hundred people behind one address who open
// the site at once, and never enough to keep the search busy.
constexpr std::uint32_t kApiRate = 6000, kApiRateDev = 1'000'000;
constexpr std::int64_t kApiWindow_ms = base::kMinuteMs;

Quota api_quota(const ServeOptions& options) {
  const auto usual = options.dev ? kApiRateDev : kApiRate;
  return {options.api_rate > 0 ? options.api_rate : usual, kApiWindow_ms};
}

SignInLimits sign_in_limits(bool is_dev) {
  SignInLimits limits;
  if (is_dev) limits = {200, 5000, 1000, 20000};  // tests sign in again and again
  return limits;
}

std::int64_t sms_per_day(const ServeOptions& options) {
  return options.dev ? std::numeric_limits<std::int64_t>::max() : options.sending.sms_per_day;
}

// Every open page is an open file here; the usual soft limit of 1,024 would be the first to be met.
void raise_limit_of_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// From an open port to the end. What is made last is destroyed first.
int run(const ServeOptions& options, const Assets& assets, const Gazetteer& gazetteer,
        storage::Storage& storage, const Pepper& pepper, http::HttpServer& http,
        const Services*& services_slot) {
  const auto now = [] { return system_now(); };
  storage.write_and_wait([&](storage::Transaction& transaction) {
    transaction.tidy(now(), kChangesKept);
    return true;
  });
  DevOutbox outbox;
  const auto carriers = sending::make_carriers(options.sending, options.secrets);
  sending::Dispatcher dispatcher(storage, pepper, now,
                                 {.email = options.dev ? &outbox : carriers.email.get(),
                                  .sms = options.dev ? &outbox : carriers.sms.get(),
                                  .sms_per_day = sms_per_day(options)});
  StreamHub stream(storage);
  MarkerCache markers(storage, now);
  SignInDesk sign_in(storage, dispatcher, pepper, now, options.dev, sign_in_limits(options.dev));
  CommandDesk commands(storage, gazetteer, pepper, now, [&stream] { stream.changed(); });
  auto quota = api_quota(options);
  const auto notice = [&](const char* name) { return std::string(assets.find(name).value_or("")); };
  const Pages pages(assets.shell(), tile_source(options, assets),
                    {notice("pages/mentions.html"), notice("pages/accessibilite.html")},
                    options.keeper);
  const Services services{
      storage,
      sign_in,
      dispatcher,
      commands,
      stream,
      markers,
      assets,
      pages,
      quota,
      options.dev ? &outbox : nullptr,
      operator_token(pepper),
      options.tile_url.empty() ? "" : tile_origin(options.tile_url).value_or(""),
      [&options](const http::Request& request) { return options.proxies.client_of(request); }};
  services_slot = &services;
  const bool is_v6 = options.address.find(':') != std::string::npos;
  std::cout << "listening on http://" << (is_v6 ? "[" + options.address + "]" : options.address)
            << ':' << http.port() << std::endl;
  // libcurl leaves that to us; a mail server may hang up at any time.
  std::signal(SIGPIPE, SIG_IGN);
  dispatcher.start();
  http.run();
  stream.close();
  dispatcher.stop();
  storage.stop();  // answers still on their way refer to what ends here
  std::cout << "stopped" << std::endl;
  return 0;
}

base::Result<std::unique_ptr<http::HttpServer>> open_port(const ServeOptions& options,
                                                          const Services* const& services) {
  http::Config config;
  config.address = options.address;
  config.port = options.port;
  config.threads = std::clamp(std::thread::hardware_concurrency(), 2u, 8u);
  config.limits.request = std::chrono::seconds(options.request_timeout_s);
  config.is_exempt_from_caps = [&options](const std::string& address) {
    return is_loopback(address) || options.proxies.contains(address);
  };
  config.refusal = [&services](int status, const std::string& path) {
    return refusal(*services, status, path);
  };
  auto http = http::HttpServer::listen(
      std::move(config), [&services](const http::Request& request, http::Respond respond) {
        handle(*services, request, respond);
      });
  if (http) return http;
  if (http.error().code == "port.in_use")
    return failure("Port " + std::to_string(options.port) +
                   " is in use; stop what uses it, or choose another with --port N.");
  return failure(options.address + " port " + std::to_string(options.port) +
                 " cannot be used: " + http.error().detail + ".");
}

base::Result<int> serve(const ServeOptions& options) {
  const auto path = sqlite_path(options.database);
  if (!path) return path.error();
  const auto assets = load_assets(options);
  if (!assets) return assets.error();
  const auto gazetteer = load_gazetteer(options, *assets);
  if (!gazetteer) return gazetteer.error();

  const Services* services = nullptr;  // filled before the first request is taken
  const auto http = open_port(options, services);
  if (!http) return http.error();
  const auto lock = storage::DatabaseLock::take(*path);
  if (!lock) return failure(sentence_about(lock.error(), *path));
  auto storage = storage::open_sqlite(*path, {.readers = 12});
  if (!storage) return failure(sentence_about(storage.error(), *path));
  const auto pepper = load_or_make_pepper(pepper_path(*path));
  if (!pepper)
    return failure("The key " + pepper.error().where + " cannot be used: " + pepper.error().detail +
                   ".");
  if (!options.demo.empty())
    if (const auto loaded = load_demo_file(**storage, options.demo); !loaded) return loaded.error();
  say_what_to_know(options);
  raise_limit_of_open_files();
  return run(options, *assets, *gazetteer, **storage, *pepper, **http, services);
}

}  // namespace

std::string serve_help() {
  ServeOptions options;
  return "entourage-server serve --database sqlite:PATH [options]\n\n"
         "Serves the site and its API; prints \"listening on http://…\" when ready; ends at "
         "SIGTERM or Ctrl-C.\n\n" +
         help_of(serve_flags(options));
}

int serve_command(const std::vector<std::string>& arguments) {
  const auto options = parse_serve_options(arguments);
  const auto result = options ? serve(*options) : base::Result<int>(options.error());
  if (result) return *result;
  std::cerr << "entourage-server serve: " << result.error().detail << '\n';
  return 1;
}

}  // namespace server
