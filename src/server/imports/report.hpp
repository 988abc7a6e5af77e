// What an import has to say, for people and for programs.
#pragma once
#include <string>
#include <vector>

#include "server/imports/importer.hpp"

namespace imports {

// Why rows were refused, the first twenty of each file by name: one a line.
std::string refusals_in_words(const std::vector<ReadPlace>& places);

// What became of places: some lines, the last one to_text of the tally.
std::string in_words(const ImportReport& report, const ImportOptions& options);

// One JSON object with every refused row and every closed place: docs/formats.md.
std::string to_json(const ImportReport& report, const ImportOptions& options,
                    const std::vector<ReadPlace>& places);

}  // namespace imports
