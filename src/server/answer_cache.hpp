// Answers that are the same for everybody, kept whole until the next write: what many read at once
// is read from the database once.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace server {

struct KeptAnswer {
  std::string json, tag;
};

// Safe from any thread.
class AnswerCache {
 public:
  // `commits`: storage::Storage::commits() from before the answer was read, or now. Nothing where
  // the storage cannot tell: then nothing is kept.
  using Commits = std::optional<std::uint64_t>;
  std::shared_ptr<const KeptAnswer> find(const std::string& path, Commits commits);
  void keep(const std::string& path, Commits commits, std::shared_ptr<const KeptAnswer> answer);

 private:
  void forget_older(std::uint64_t commits);  // mutex held

  std::mutex mutex_;
  std::uint64_t commits_ = 0;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, std::shared_ptr<const KeptAnswer>> answers_;
};

}  // namespace server
