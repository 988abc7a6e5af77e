#include "platform/web/storage_port.hpp"

#include <utility>

#include "platform/web/bridge.hpp"

namespace platform::web {

void StoragePort::save(std::string_view key, std::string_view text,
                       std::function<void(bool ok)> done) {
  const int request = ++last_request_;
  waiting_.emplace(request, std::move(done));
  host_storage_save(request, key.data(), key.size(), text.data(), text.size());
}

void StoragePort::saved(int request, bool ok) {
  const auto found = waiting_.find(request);
  if (found == waiting_.end()) return;
  const auto done = std::move(found->second);
  waiting_.erase(found);
  if (done) done(ok);
}

}  // namespace platform::web
