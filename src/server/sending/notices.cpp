#include "server/sending/notices.hpp"

namespace sending {

void Notices::tell(const std::string& kind, const std::string& sentence, base::Instant now,
                   std::int64_t quiet_ms) {
  const std::lock_guard lock(mutex_);
  const auto [entry, is_first] = told_.try_emplace(kind);
  auto& told = entry->second;
  if (!is_first && now.unix_ms < told.last.unix_ms + quiet_ms) {
    ++told.held_back;
    return;
  }
  const auto before =
      told.held_back > 0 ? " (and " + std::to_string(told.held_back) + " more times before)" : "";
  tell_(server::Level::warning, "sending", sentence + before);
  told = {now, 0};
}

}  // namespace sending
