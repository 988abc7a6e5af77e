#include "server/import_command.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <optional>

#include "server/imports/geojson.hpp"
#include "server/imports/import_file.hpp"
#include "server/imports/importer.hpp"
#include "server/imports/report.hpp"
#include "server/options.hpp"
#include "server/remote_import.hpp"
#include "server/secrets.hpp"
#include "server/storage/database.hpp"
#include "server/system_clock.hpp"

namespace server {
namespace {

struct Options {
  std::string database, server, pepper, mapping, format, source, licence, attribution;
  bool is_partial = false, allows_shrinking = false, is_dry = false, as_json = false;
};

std::vector<Flag> import_flags(Options& options) {
  return {
      database_flag(options.database, "made if absent"),
      {"--server", "URL",
       "sends the places through the server that runs on the database (http://127.0.0.1:8080)",
       into(options.server)},
      pepper_flag(options.pepper),
      {"--mapping", "FILE", "which columns of the files mean what (docs/formats.md)",
       into(options.mapping)},
      {"--format", "NAME", "geojson, csv or osm; else by the files' names", into(options.format)},
      {"--source", "NAME", "for rows that name no source; else the mapping's, or the file's name",
       into(options.source)},
      {"--licence", "TEXT", "under which the source gives its places", into(options.licence)},
      {"--attribution", "TEXT", "who must be named where these places are shown",
       into(options.attribution)},
      {"--partial", "", "these files are a part of their sources: what is not in them stays open",
       into(options.is_partial)},
      {"--allow-shrinking", "", "also closes more than half of a source's places",
       into(options.allows_shrinking)},
      {"--dry-run", "", "tells what would be done, and changes nothing", into(options.is_dry)},
      {"--json", "", "tells it as JSON, with every refused row", into(options.as_json)}};
}

int fail(const std::string& sentence) {
  std::cerr << "entourage-server import: " << sentence << '\n';
  return 1;
}

// For the terminal: which file, where in it, why.
base::Error about(const std::string& path, const base::Error& error) {
  return {error.code, error.where,
          path + (error.where.empty() ? "" : ", " + error.where) + ": " + error.detail +
              "; nothing was changed."};
}

// A bar on the terminal, where there is one.
class Progress {
 public:
  ~Progress() {
    if (is_begun_) std::cerr << '\n';
  }
  void show(std::size_t done, std::size_t all, const char* what) {
    constexpr std::size_t kWidth = 40;
    if (!is_shown_) return;
    is_begun_ = true;
    const auto filled = all == 0 ? kWidth : std::min(done, all) * kWidth / all;
    std::cerr << "\r[" << std::string(filled, '#') << std::string(kWidth - filled, '.') << "] "
              << done << " of " << all << ' ' << what << ' ' << std::flush;
  }

 private:
  const bool is_shown_ = isatty(STDERR_FILENO) == 1;
  bool is_begun_ = false;
};

using Places = std::vector<imports::ReadPlace>;

// Everything is read before anything is written: a broken file among several changes nothing.
base::Result<Places> read_files(const std::vector<std::string>& paths, const Options& options,
                                base::Instant now) {
  imports::FileOptions how;
  how.defaults = {options.source, options.licence, options.attribution, base::to_rfc3339(now)};
  if (!options.format.empty()) {
    how.format = imports::format_named(options.format);
    if (!how.format)
      return base::Error{"option.value", "", "there is no format \"" + options.format + "\"."};
  }
  if (!options.mapping.empty()) {
    auto mapping = imports::read_mapping(options.mapping);
    if (!mapping) return about(options.mapping, mapping.error());
    how.mapping = *std::move(mapping);
  }
  Places all;
  for (const auto& path : paths) {
    Progress progress;
    how.progress = [&progress](std::size_t done, std::size_t all) {
      progress.show(done, all, "bytes");
    };
    auto places = imports::read_file(path, how);
    if (!places) return about(path, places.error());
    for (auto& read : *std::move(places)) {
      read.where = path + ": " + read.where;
      all.push_back(std::move(read));
    }
  }
  imports::refuse_repeated(all);
  return all;
}

using Result = base::Result<imports::ImportReport>;  // the error's detail: for the terminal

Result import_here(const Places& places, const imports::ImportOptions& options,
                   const storage::DatabaseAddress& address) {
  const bool is_absent =
      address.engine == storage::EngineKind::sqlite && !std::filesystem::exists(address.target);
  if (options.is_dry && is_absent) return imports::report_of_first(places, options);
  const auto database = storage::open_database(address);
  if (!database)
    return base::Error{database.error().code, "", sentence_about(database.error(), address)};
  Progress progress;
  auto report = imports::import_places(*database->storage, places, options, [&](std::size_t done) {
    progress.show(done, places.size(), "places");
  });
  if (report) return report;
  const auto& error = report.error();
  if (error.code == "import.shrinks")
    return base::Error{error.code, error.where,
                       error.detail +
                           "? Nothing was changed. --partial closes nothing, --allow-shrinking "
                           "closes them."};
  return base::Error{error.code, error.where,
                     error.where + ": " + error.detail + "; import it again."};
}

Result import_there(const Places& places, const std::string& key, const std::string& url) {
  if (!std::filesystem::exists(key))
    return base::Error{"pepper.missing", key,
                       "There is no key " + key +
                           ": name the database that the server runs on, or its key (--pepper), "
                           "and run this as who may read it."};
  const auto pepper = load_or_make_pepper(key);
  if (!pepper)
    return base::Error{pepper.error().code, key,
                       "The key " + key + " cannot be used: " + pepper.error().detail + "."};
  const RemoteServer server{url, operator_token(*pepper)};
  Progress progress;
  const auto sent =
      import_through(server, imports::split_places(places, kRemoteBatchBytes),
                     [&](std::size_t done) { progress.show(done, places.size(), "places"); });
  if (!sent) return base::Error{sent.error().code, "", sent.error().detail + "; import it again."};
  imports::ImportReport report;
  static_cast<imports::ImportTally&>(report) = *sent;
  for (const auto& read : places) {  // what this side refused was not sent
    report.refused += !read.place;
    if (read.place) ++report.categories[read.place->category];
  }
  return report;
}

}  // namespace

std::string import_help() {
  Options options;
  return "entourage-server import places FILE… --database URL [options]\n\n"
         "Takes places from GeoJSON, CSV (data.inclusion's schema, or any with --mapping) and "
         "OpenStreetMap extracts\n"
         "(docs/formats.md). Known ones, by source and source_id, are updated and keep their id; "
         "rows that cannot be\n"
         "taken are named with their reason, the rest goes in. What a source no longer tells of is "
         "closed, not deleted.\n"
         "Exit status: 0 when the files could be read, 1 when one could not, or when most of a "
         "source would be closed\n"
         "(then nothing is changed).\n"
         "While a server runs on the database, name it with --server URL; its key beside the "
         "database proves that you may.\n"
         "Through it nothing is closed, and nothing linked.\n\n" +
         help_of(import_flags(options));
}

int import_command(const std::vector<std::string>& arguments) {
  Options options;
  const auto others = parse_flags(arguments, import_flags(options));
  if (!others) return fail(others.error().detail);
  if (others->size() < 2 || others->front() != "places")
    return fail("say what to import: import places FILE…");
  const auto address = storage::parse_database(options.database);
  if (!address) return fail(address.error().detail);
  const auto key = pepper_file(options.pepper, *address);
  if (!key && !options.server.empty()) return fail(key.error().detail);
  if (!options.server.empty() && options.is_dry)
    return fail("--dry-run asks the database itself, not a server.");

  const auto now = system_now();
  const auto places = read_files({others->begin() + 1, others->end()}, options, now);
  if (!places) return fail(places.error().detail);
  const imports::ImportOptions how{now, !options.is_partial, options.allows_shrinking,
                                   options.is_dry};
  const auto report = options.server.empty() ? import_here(*places, how, *address)
                                             : import_there(*places, *key, options.server);
  if (!report) return fail(report.error().detail);
  if (options.as_json) {
    std::cout << imports::to_json(*report, how, *places) << std::endl;
    return 0;
  }
  std::cerr << imports::refusals_in_words(*places);
  std::cout << imports::in_words(*report, how) << std::flush;
  return 0;
}

}  // namespace server
