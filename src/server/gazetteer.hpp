// Where communes are, by their INSEE code: for actions that name a commune instead of a point.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/result.hpp"
#include "core/model/position.hpp"

namespace server {

class Gazetteer {
 public:
  Gazetteer() = default;  // knows no commune
  // Lines of "insee <tab> name <tab> département <tab> lat <tab> lon <tab> population", with or
  // without a first line of column names. Codes: gazetteer.malformed (where: the line).
  static base::Result<Gazetteer> parse(std::string_view tsv);

  std::optional<model::Position> find(std::string_view insee) const;
  std::size_t size() const { return communes_.size(); }

 private:
  std::unordered_map<std::string, model::Position> communes_;
};

}  // namespace server
