#include "server/import_command.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

#include "server/importer.hpp"
#include "server/options.hpp"
#include "server/storage/database_lock.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "server/system_clock.hpp"

namespace server {
namespace {

constexpr std::size_t kRefusalsNamed = 20;

struct ImportOptions {
  std::string database, source, attribution;
};

std::vector<Flag> import_flags(ImportOptions& options) {
  return {{"--database", "sqlite:PATH", "the database; made if absent", into(options.database)},
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
  std::string path;
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
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto stem = std::filesystem::path(path).stem().string();
  auto features = read_places(text, {options.source.empty() ? stem : options.source,
                                     options.attribution, base::to_rfc3339(now)});
  if (features) return ReadFile{path, *std::move(features)};
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

void show_progress(std::size_t done, std::size_t all) {
  constexpr std::size_t kWidth = 40;
  const auto filled = all == 0 ? kWidth : done * kWidth / all;
  std::cerr << "\r[" << std::string(filled, '#') << std::string(kWidth - filled, '.') << "] "
            << done << " of " << all << ' ' << std::flush;
}

}  // namespace

std::string import_help() {
  ImportOptions options;
  return "entourage-server import places FILE.geojson… --database sqlite:PATH [options]\n\n"
         "Takes GeoJSON points (docs/formats.md) as places. Known ones, by source and source_id, "
         "are updated and\n"
         "keep their id; features that cannot be taken are named with their reason, the rest goes "
         "in.\n"
         "Exit status: 0 when the files could be read, 1 when one could not (then nothing is "
         "changed).\n"
         "A server that runs on the database must be stopped first.\n\n" +
         help_of(import_flags(options));
}

int import_command(const std::vector<std::string>& arguments) {
  ImportOptions options;
  const auto others = parse_flags(arguments, import_flags(options));
  if (!others) return fail(others.error().detail);
  if (others->size() < 2 || others->front() != "places")
    return fail("say what to import: import places FILE.geojson…");
  const auto path = sqlite_path(options.database);
  if (!path) return fail(path.error().detail);

  const auto now = system_now();
  std::vector<ReadFile> files;
  std::size_t all = 0;
  for (auto i = others->begin() + 1; i != others->end(); ++i) {
    auto file = read_file(*i, options, now);
    if (!file) return 1;
    all += file->features.size();
    files.push_back(*std::move(file));
  }

  const auto lock = storage::DatabaseLock::take(*path);
  if (!lock) return fail(sentence_about(lock.error(), *path));
  auto storage = storage::open_sqlite(*path);
  if (!storage) return fail(sentence_about(storage.error(), *path));
  const bool has_terminal = isatty(STDERR_FILENO) == 1;
  ImportTally total;
  for (const auto& file : files) {
    const auto before = total.all();
    const auto tally = import_places(**storage, file.features, now, [&](std::size_t done) {
      if (has_terminal) show_progress(before + done, all);
    });
    if (!tally)
      return fail(file.path + ": " + tally.error().detail + " (" + tally.error().where +
                  "); import it again.");
    total = {total.taken + tally->taken, total.updated + tally->updated,
             total.unchanged + tally->unchanged, total.refused + tally->refused};
  }
  if (has_terminal) std::cerr << '\n';
  for (const auto& file : files) name_refusals(file);
  std::cout << to_text(total) << std::endl;
  return 0;
}

}  // namespace server
