#include "server/answer_cache.hpp"

namespace server {
namespace {

constexpr std::size_t kBytesMax = 8 * 1024 * 1024;
constexpr std::size_t kEntry = 200;  // bytes, about, beside its texts

}  // namespace

std::shared_ptr<const KeptAnswer> AnswerCache::find(const std::string& path, Commits commits) {
  if (!commits) return nullptr;
  const std::lock_guard lock(mutex_);
  forget_older(*commits);
  const auto found = commits_ == *commits ? answers_.find(path) : answers_.end();
  return found == answers_.end() ? nullptr : found->second;
}

void AnswerCache::keep(const std::string& path, Commits commits,
                       std::shared_ptr<const KeptAnswer> answer) {
  if (!commits) return;
  const std::lock_guard lock(mutex_);
  forget_older(*commits);
  if (commits_ != *commits) return;  // somebody has written meanwhile
  const auto size = kEntry + path.size() + answer->json.size() + answer->tag.size();
  if (bytes_ + size > kBytesMax) {
    answers_.clear();
    bytes_ = 0;
  }
  if (answers_.emplace(path, std::move(answer)).second) bytes_ += size;
}

void AnswerCache::forget_older(std::uint64_t commits) {
  if (commits <= commits_) return;
  commits_ = commits;
  answers_.clear();
  bytes_ = 0;
}

}  // namespace server
