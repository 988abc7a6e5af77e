// An invented country to develop and to measure with: told nothing else, the same each time.
#pragma once
#include <istream>
#include <random>
#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "core/model/place.hpp"

namespace server {

struct Commune {
  std::string name;
  model::Position at;
};

class InventedCountry {
 public:
  // Communes, each as likely as it has people: the gazetteer's lines, well formed (Gazetteer::parse
  // says so), and the first one names the columns.
  explicit InventedCountry(std::istream& gazetteer);

  const Commune& commune() { return communes_[pick_(random_)]; }
  // Within a few kilometres of its middle.
  model::Position near(const Commune& commune);
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  template <class List>
  std::string one_of(const List& list) {
    return list[below(list.size())];
  }
  base::Uuid id();
  // "des Lilas"
  std::string whom();
  // A place marked as an example. One of twenty has the position of an earlier one. `number` is its
  // name at its source.
  model::Place place(std::size_t number);

  static constexpr base::Instant kNow{1'795'000'000'000};

 private:
  std::mt19937_64 random_{20261121};
  std::vector<Commune> communes_;
  std::discrete_distribution<std::size_t> pick_;
  std::vector<model::Position> shared_;  // positions of some earlier places
};

}  // namespace server
