#include "server/serve.hpp"

#include <malloc.h>
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
#include "server/exchange.hpp"
#include "server/http/http_server.hpp"
#include "server/imports/schedule.hpp"
#include "server/routes.hpp"
#include "server/serve_options.hpp"
#include "server/storage/database.hpp"
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

base::Result<Gazetteer> load_gazetteer(const ServeOptions& options, const Assets& assets,
                                       Log& log) {
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
    log.tell(Level::info, "note", "there is no gazetteer; actions can name a point, not a commune");
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

void say_what_to_know(const ServeOptions& options, Log& log) {
  for (const auto& name : options.strange_variables)
    log.tell(Level::info, "note", "the variable " + name + " is not known; see serve --help");
  if (is_loopback(options.address)) return;
  log.tell(
      Level::info, "note",
      "sign-in needs https, except on the loopback address; put a TLS proxy before this server "
      "and name it with --trusted-proxy");
}

// Requests to the API an address may make in a minute: a hundred people behind one address who open
// the site at once, and never enough to keep the search busy.
constexpr std::uint32_t kApiRate = 6000, kApiRateDev = 1'000'000;
constexpr std::int64_t kApiWindow_ms = base::kMinuteMs;

Quota api_quota(const ServeOptions& options) {
  const auto usual = options.dev ? kApiRateDev : kApiRate;
  return {options.api_rate > 0 ? options.api_rate : usual, kApiWindow_ms};
}

constexpr std::size_t kSuggestionsDev = 20'000;  // tests suggest again and again

SignInLimits sign_in_limits(bool is_dev) {
  SignInLimits limits;
  if (is_dev) limits = {200, 5000, 1000, 20000};  // tests sign in again and again
  return limits;
}

std::int64_t sms_per_day(const ServeOptions& options) {
  return options.dev ? std::numeric_limits<std::int64_t>::max() : options.sending.sms_per_day;
}

// Another process may not begin a message that one here is still handing over. Alone, a start finds
// nobody at work, and may go on soon.
std::int64_t lease_ms(const ServeOptions& options, const storage::Storage& storage) {
  constexpr std::int64_t kAlone_ms = 2 * base::kSecondMs, kMargin_ms = 5 * base::kSecondMs;
  return storage.is_shared() ? options.sending.timeout_s * base::kSecondMs + kMargin_ms : kAlone_ms;
}

// Every open page is an open file here; the usual soft limit of 1,024 would be the first to be met.
void raise_limit_of_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Each COMMIT frees what the next one needs again: given back to the system meanwhile, it would
// cost a page fault every 4 KB. (glibc's own way to be told; others need not be.)
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kKept = 16 * 1024 * 1024, kMapped = 4 * 1024 * 1024;  // bytes
  mallopt(M_TRIM_THRESHOLD, kKept);
  mallopt(M_MMAP_THRESHOLD, kMapped);
#endif
}

base::Result<imports::Schedule> load_schedule(const std::string& path) {
  if (path.empty()) return imports::Schedule{};
  auto schedule = imports::read_schedule(path);
  if (schedule) return schedule;
  const auto& error = schedule.error();
  return failure("The schedule " + path + (error.where.empty() ? "" : ", " + error.where) + ": " +
                 error.detail + ".");
}

// From an open port to the end. What is made last is destroyed first.
int run(const ServeOptions& options, const Assets& assets, const Gazetteer& gazetteer,
        const imports::Schedule& schedule, storage::Storage& storage, const Pepper& pepper,
        http::HttpServer& http, Log& log, Metrics& metrics, const Services*& services_slot) {
  const auto now = [] { return system_now(); };
  storage.write_and_wait([&](storage::Transaction& transaction) {
    transaction.tidy(now(), kChangesKept);
    return true;
  });
  DevOutbox outbox;
  const auto carriers = sending::make_carriers(options.sending, options.secrets);
  sending::Dispatcher dispatcher(
      storage, pepper, now,
      {.email = options.dev ? &outbox : carriers.email.get(),
       .sms = options.dev ? &outbox : carriers.sms.get(),
       .sms_per_day = sms_per_day(options),
       .lease_ms = lease_ms(options, storage),
       .tell = log.teller(),
       .count = [&metrics](sending::Channel channel, sending::Outcome outcome) {
         metrics.sent(channel, outcome);
       }});
  StreamHub stream(storage, log.teller());
  storage.on_news([&stream] { stream.changed(); });
  MarkerCache markers(storage, now, log.teller());
  SignInDesk sign_in(storage, dispatcher, pepper, now, options.dev, sign_in_limits(options.dev));
  CommandDesk commands(
      storage, gazetteer, pepper, now, [&stream] { stream.changed(); },
      [&metrics](const model::Intent& intent, model::Verdict verdict) {
        metrics.decided(intent, verdict);
      },
      options.dev ? kSuggestionsDev : rules::limits::kCorrectionsPerHour);
  AnswerCache answers;
  RequestIds request_ids(random_number());
  auto quota = api_quota(options);
  Notices notices;
  std::ranges::transform(kNoticePages, notices.begin(), [&](const NoticePage& page) {
    return std::string(assets.find(std::string(page.asset)).value_or(""));
  });
  const Pages pages(assets.shell(), tile_source(options, assets), std::move(notices),
                    options.keeper);
  const Services services{
      storage,
      sign_in,
      dispatcher,
      commands,
      stream,
      markers,
      answers,
      assets,
      pages,
      gazetteer,
      quota,
      options.dev ? &outbox : nullptr,
      operator_token(pepper),
      page_headers(tile_origin(options.tile_url).value_or("")),
      api_headers(quota),
      [&options](const http::Request& request) {
        return client_network(options.proxies.client_of(request));
      },
      [&options](std::string_view remote) { return options.proxies.contains(remote); },
      request_ids,
      log,
      metrics,
      options.metrics_token,
      [&http] { return http.connections(); }};
  services_slot = &services;
  const bool is_v6 = options.address.find(':') != std::string::npos;
  std::cout << "listening on http://" << (is_v6 ? "[" + options.address + "]" : options.address)
            << ':' << http.port() << std::endl;
  // libcurl leaves that to us; a mail server may hang up at any time.
  std::signal(SIGPIPE, SIG_IGN);
  // Where files may not grow any more a write fails, like on a full disk, instead of ending us.
  std::signal(SIGXFSZ, SIG_IGN);
  dispatcher.start();
  std::optional<imports::Scheduler> scheduler;
  if (!schedule.sources.empty())
    scheduler.emplace(schedule, storage, now, log, [&](imports::ScheduledEnd end) {
      metrics.imported(end);
      if (end == imports::ScheduledEnd::changed) stream.changed();
    });
  http.run();
  scheduler.reset();
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
  config.refusal = [&services](int status, const http::Request& request) {
    return refusal(*services, status, request);
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

storage::Watch watch(Log& log, Metrics& metrics) {
  return {.failed = [&log](const std::string& why) { log.tell(Level::error, "storage", why); },
          .committed = [&metrics](std::size_t pieces,
                                  double seconds) { metrics.committed(pieces, seconds); }};
}

base::Result<int> serve(const ServeOptions& options) {
  const auto address = storage::parse_database(options.database);
  if (!address) return address.error();
  const auto key = pepper_file(options.pepper, *address);
  if (!key) return key.error();
  const auto assets = load_assets(options);
  if (!assets) return assets.error();
  Log log(options.log, [] { return system_now(); }, std::cerr);
  Metrics metrics(route_names());
  const auto gazetteer = load_gazetteer(options, *assets, log);
  if (!gazetteer) return gazetteer.error();

  const auto schedule = load_schedule(options.imports);
  if (!schedule) return schedule.error();

  const Services* services = nullptr;  // filled before the first request is taken
  const auto http = open_port(options, services);
  if (!http) return http.error();
  const auto database =
      storage::open_database(*address, {.readers = 12, .watch = watch(log, metrics)});
  if (!database) return failure(sentence_about(database.error(), *address));
  const auto pepper = load_or_make_pepper(*key);
  if (!pepper)
    return failure("The key " + pepper.error().where + " cannot be used: " + pepper.error().detail +
                   ".");
  if (!options.demo.empty())
    if (const auto loaded = load_demo_file(*database->storage, options.demo); !loaded)
      return loaded.error();
  say_what_to_know(options, log);
  raise_limit_of_open_files();
  keep_freed_memory();
  return run(options, *assets, *gazetteer, *schedule, *database->storage, *pepper, **http, log,
             metrics, services);
}

}  // namespace

std::string serve_help() {
  ServeOptions options;
  return "entourage-server serve --database URL [options]\n\n"
         "Serves the site and its API; prints \"listening on http://…\" when ready; ends at "
         "SIGTERM or Ctrl-C.\n\n" +
         help_of(serve_flags(options)) +
         "Each of these may be given by the environment instead: --sms-per-day N by "
         "ENTOURAGE_SMS_PER_DAY=N,\na switch by ENTOURAGE_DEV=1. What stands here wins.\n\n"
         "Examples\n"
         "  entourage-server serve --dev --database sqlite:try.db --demo assets/demo/world.json\n"
         "  entourage-server serve --database sqlite:/srv/entourage/world.db --trusted-proxy "
         "127.0.0.1 \\\n"
         "    --smtp-url smtp://entourage@mail.example.org:587 --mail-from bonjour@example.org \\\n"
         "    --smtp-password-file /etc/entourage/smtp --log json\n";
}

int serve_command(const std::vector<std::string>& arguments) {
  const auto options = parse_serve_options(arguments, environment_of_process());
  const auto result = options ? serve(*options) : base::Result<int>(options.error());
  if (result) return *result;
  std::cerr << "entourage-server serve: " << result.error().detail << '\n';
  return 1;
}

}  // namespace server
