// Small texts that outlive the page, in the browser's local storage (web/storage.js).
#pragma once
#include <functional>
#include <string_view>
#include <unordered_map>

#include "app/ports.hpp"

namespace platform::web {

class StoragePort final : public app::ports::Storage {
 public:
  void save(std::string_view key, std::string_view text,
            std::function<void(bool ok)> done) override;

  void saved(int request, bool ok);  // the page

 private:
  std::unordered_map<int, std::function<void(bool)>> waiting_;
  int last_request_ = 0;
};

}  // namespace platform::web
