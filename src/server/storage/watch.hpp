// What a storage tells of its work while it writes; called from the writing thread.
#pragma once
#include <cstddef>
#include <functional>
#include <iostream>
#include <string>

namespace storage {

struct Watch {
  // Why something could not be written; nothing that people wrote is in it.
  std::function<void(const std::string& reason)> failed = [](const std::string& reason) {
    std::cerr << "storage: " << reason << std::endl;
  };
  // So many pieces share a COMMIT that is on disk, so long after its BEGIN.
  std::function<void(std::size_t pieces, double seconds)> committed = [](std::size_t, double) {};
};

}  // namespace storage
