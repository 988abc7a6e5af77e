#include "server/import_command.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

#include "server/importer.hpp"
#include "server/options.hpp"
#include "server/remote_import.hpp"
#include "server/secrets.hpp"
#include "server/storage/database.hpp"
#include "server/system_clock.hpp"

namespace server {
namespace {

constexpr std::size_t kRefusalsNamed = 20;

struct ImportOptions {
  std::string database, server, pepper, source, attribution;
};

std::vector<Flag> import_flags(ImportOptions& options) {
  return {database_flag(options.database, "made if absent"),
          {"--server", "URL",
           "sends the places through the server that runs on the database (http://127.0.0.1:8080)",
           into(options.server)},
          pepper_flag(options.pepper),
          {"--source", "NAME", "for features that name no source; else the file's name",
           into(options.source)},
          {"--attribution", "TEXT", "who must be named where these places are shown",
           into(options.attribution)}};
}

int fail(const std::string& sentence) {
  std::cerr << "entourage-server import: " << sentence << '\n';
  return 1;
}

struct ReadFile {
  std::string path, text;
  PlaceDefaults defaults;
  std::vector<ReadFeature> features;
};

// Everything is read before anything is written: a broken file among several changes nothing.
std::optional<ReadFile> read_file(const std::string& path, const ImportOptions& options,
                                  base::Instant now) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) {
    fail(path + " cannot be read; nothing was changed.");
    return std::nullopt;
  }
  ReadFile read{path, std::string(std::istreambuf_iterator<char>(file), {}), {}, {}};
  const auto stem = std::filesystem::path(path).stem().string();
  read.defaults = {options.source.empty() ? stem : options.source, options.attribution,
                   base::to_rfc3339(now)};
  auto features = read_places(read.text, read.defaults);
  if (features) {
    read.features = *std::move(features);
    return read;
  }
  const auto& error = features.error();
  fail(path + (error.where.empty() ? "" : ", " + error.where) + ": " + error.detail +
       "; nothing was changed.");
  return std::nullopt;
}

void name_refusals(const ReadFile& file) {
  std::size_t refused = 0;
  for (const auto& feature : file.features) {
    if (feature.place || ++refused > kRefusalsNamed) continue;
    std::cerr << file.path << ": features[" << feature.index
              << "] refused: " << feature.place.error().detail << '\n';
  }
  if (refused > kRefusalsNamed)
    std::cerr << file.path << ": and " << refused - kRefusalsNamed << " more refused\n";
}

// A bar on the terminal, where there is one.
class Progress {
 public:
  explicit Progress(std::size_t all) : all_(all) {}
  ~Progress() {
    if (is_shown_) std::cerr << '\n';
  }
  void show(std::size_t done) const {
    constexpr std::size_t kWidth = 40;
    if (!is_shown_) return;
    const auto filled = all_ == 0 ? kWidth : done * kWidth / all_;
    std::cerr << "\r[" << std::string(filled, '#') << std::string(kWidth - filled, '.') << "] "
              << done << " of " << all_ << ' ' << std::flush;
  }

 private:
  const bool is_shown_ = isatty(STDERR_FILENO) == 1;
  std::size_t all_;
};

using Result = base::Result<ImportTally>;  // the error's detail: a sentence for the terminal

template <class ImportFile>
Result import_each(const std::vector<ReadFile>& files, ImportFile import_file) {
  std::size_t all = 0;
  for (const auto& file : files) all += file.features.size();
  const Progress progress(all);
  ImportTally total;
  for (const auto& file : files) {
    const auto before = total.all();
    const Result tally = import_file(file, [&](std::size_t done) { progress.show(before + done); });
    if (!tally)
      return base::Error{tally.error().code, file.path,
                         file.path + ": " + tally.error().detail + "; import it again."};
    total += *tally;
  }
  return total;
}

Result import_here(const std::vector<ReadFile>& files, const storage::DatabaseAddress& address,
                   base::Instant now) {
  const auto database = storage::open_database(address);
  if (!database)
    return base::Error{database.error().code, "", sentence_about(database.error(), address)};
  return import_each(files, [&](const ReadFile& file, const auto& progress) {
    return import_places(*database->storage, file.features, now, progress);
  });
}

Result import_there(const std::vector<ReadFile>& files, const std::string& key,
                    const std::string& url) {
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
  return import_each(files, [&](const ReadFile& file, const auto& progress) -> Result {
    const auto parts = split_places(file.text, file.features, kRemoteBatchBytes);
    const auto sent = import_through(server, parts, file.defaults, progress);
    if (!sent) return sent.error();
    auto tally = *sent;  // what this side refused was not sent
    for (const auto& feature : file.features) tally.refused += !feature.place;
    return tally;
  });
}

}  // namespace

std::string import_help() {
  ImportOptions options;
  return "entourage-server import places FILE.geojson… --database URL [options]\n\n"
         "Takes GeoJSON points (docs/formats.md) as places. Known ones, by source and source_id, "
         "are updated and\n"
         "keep their id; features that cannot be taken are named with their reason, the rest goes "
         "in.\n"
         "Exit status: 0 when the files could be read, 1 when one could not (then nothing is "
         "changed).\n"
         "While a server runs on the database, name it with --server URL; its key beside the "
         "database proves that you may.\n\n" +
         help_of(import_flags(options));
}

int import_command(const std::vector<std::string>& arguments) {
  ImportOptions options;
  const auto others = parse_flags(arguments, import_flags(options));
  if (!others) return fail(others.error().detail);
  if (others->size() < 2 || others->front() != "places")
    return fail("say what to import: import places FILE.geojson…");
  const auto address = storage::parse_database(options.database);
  if (!address) return fail(address.error().detail);
  const auto key = pepper_file(options.pepper, *address);
  if (!key && !options.server.empty()) return fail(key.error().detail);

  const auto now = system_now();
  std::vector<ReadFile> files;
  for (auto i = others->begin() + 1; i != others->end(); ++i) {
    auto file = read_file(*i, options, now);
    if (!file) return 1;
    files.push_back(*std::move(file));
  }
  const auto total = options.server.empty() ? import_here(files, *address, now)
                                            : import_there(files, *key, options.server);
  if (!total) return fail(total.error().detail);
  for (const auto& file : files) name_refusals(file);
  std::cout << to_text(*total) << std::endl;
  return 0;
}

}  // namespace server
