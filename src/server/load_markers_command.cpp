#include "server/load_markers_command.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "server/gazetteer.hpp"
#include "server/invented_country.hpp"
#include "server/options.hpp"
#include "server/storage/database.hpp"
#include "server/system_clock.hpp"

namespace server {
namespace {

constexpr std::size_t kMost = 10'000'000;
constexpr std::size_t kTogether = 500;  // places a transaction

struct LoadMarkersOptions {
  std::string database, gazetteer = "assets/basemap/gazetteer.tsv";
};

std::vector<Flag> load_markers_flags(LoadMarkersOptions& options) {
  return {database_flag(options.database, "an empty one; a file is made"),
          {"--gazetteer", "FILE", "where communes are; " + options.gazetteer + " if not given",
           into(options.gazetteer)}};
}

int fail(const std::string& sentence) {
  std::cerr << "entourage-server load-markers: " << sentence << '\n';
  return 1;
}

std::optional<std::size_t> count_of(const std::vector<std::string>& words) {
  std::size_t count = 0;
  if (words.size() != 1) return std::nullopt;
  const auto& word = words.front();
  const auto read = std::from_chars(word.data(), word.data() + word.size(), count);
  const bool is_whole = read.ec == std::errc{} && read.ptr == word.data() + word.size();
  return is_whole && count > 0 && count <= kMost ? std::optional(count) : std::nullopt;
}

// The gazetteer's text, if it is one.
std::optional<std::string> gazetteer_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text(std::istreambuf_iterator<char>(file), {});
  const auto read = Gazetteer::parse(text);
  return read && read->size() > 0 ? std::optional(std::move(text)) : std::nullopt;
}

bool load(storage::Storage& storage, InventedCountry& country, std::size_t count) {
  for (std::size_t begin = 0; begin < count; begin += kTogether) {
    const auto end = std::min(count, begin + kTogether);
    const auto fate = storage.write_and_wait([&](storage::Transaction& transaction) {
      for (auto i = begin; i < end; ++i) transaction.put_place(country.place(i), system_now());
      if (end == count) transaction.add_reload_change();
      return true;
    });
    if (fate != storage::Fate::committed) return false;
    if (end % 100'000 == 0) std::cerr << end << " of " << count << '\n';
  }
  return true;
}

}  // namespace

std::string load_markers_help() {
  LoadMarkersOptions options;
  return "entourage-server load-markers N --database URL [--gazetteer FILE]\n\n"
         "For development: fills an empty database with N invented places in the communes of the "
         "gazetteer, where many\n"
         "people live many of them; the same each time, and marked as examples.\n\n" +
         help_of(load_markers_flags(options));
}

int load_markers_command(const std::vector<std::string>& arguments) {
  LoadMarkersOptions options;
  const auto words = parse_flags(arguments, load_markers_flags(options));
  if (!words) return fail(words.error().detail);
  const auto count = count_of(*words);
  if (!count) return fail("say how many places, from 1 to " + std::to_string(kMost) + ".");
  const auto address = storage::parse_database(options.database);
  if (!address) return fail(address.error().detail);
  const auto text = gazetteer_text(options.gazetteer);
  if (!text)
    return fail(options.gazetteer +
                " is not a gazetteer that can be read; name one by --gazetteer.");
  const auto opened = storage::open_empty_database(*address);
  if (!opened) return fail(sentence_about(opened.error(), *address));
  std::istringstream gazetteer(*text);
  InventedCountry country(gazetteer);
  if (!load(*opened->storage, country, *count))
    return fail("the database did not take it all; begin with an empty one again.");
  std::cout << *count << " places\n";
  return 0;
}

}  // namespace server
