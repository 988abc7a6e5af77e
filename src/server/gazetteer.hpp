// Where communes and their parts are: by INSEE code, for actions that name a commune instead of a
// point; by name, for moving the map.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/likeness.hpp"
#include "core/base/result.hpp"
#include "core/model/town.hpp"

namespace server {

enum class Mistakes { refused, forgiven };

class Gazetteer {
 public:
  Gazetteer() = default;  // knows no commune
  // Lines of "code <tab> name <tab> département <tab> lat <tab> lon <tab> population", with or
  // without a first line of column names. The code is INSEE's; a quartier's is its commune's with a
  // number ("75056-07"). Codes: gazetteer.malformed (where: the line).
  static base::Result<Gazetteer> parse(std::string_view tsv);

  // A commune or an arrondissement.
  std::optional<model::Position> find(std::string_view insee) const;

  // Those with all words of `text` in their name or in their commune's, one at least in their own;
  // words may be unfinished, and mistyped where mistakes are forgiven (base::likeness). The most
  // alike first, then those with the most people. O(words of names).
  std::vector<model::Town> search(std::string_view text, Mistakes mistakes,
                                  std::size_t limit) const;

  std::size_t size() const { return towns_.size(); }

 private:
  using Words = std::vector<std::size_t>;  // indices in words_
  struct Entry {
    model::Town town;
    double population = 0;
    base::Trigrams name;  // of the folded name
    Words own, of_commune;
  };

  struct Wanted {  // a typed word, and what each of words_ is to it
    double letters = 0;
    std::vector<double> likeness;
  };

  static double likeness(const std::vector<Wanted>& typed, const Entry& entry);
  Words number_words(std::string_view name);
  void name_communes();

  std::vector<Entry> towns_;
  std::unordered_map<std::string, std::size_t> by_code_;
  std::vector<std::string> words_;  // folded, each once
  std::unordered_map<std::string, std::size_t> word_numbers_;
};

}  // namespace server
