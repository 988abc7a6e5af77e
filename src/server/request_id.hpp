// What a person can quote and a log can be searched for: one short text a request.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace server {

// 1 to 64 letters, digits, "-", "_" and ".": what is taken over from a trusted proxy.
bool is_request_id(std::string_view text);

class RequestIds {
 public:
  explicit RequestIds(std::uint64_t seed) : next_(seed) {}

  // 13 letters and digits that are not taken for one another (Crockford's base 32). None comes
  // twice, and they tell nobody how many there were. From any thread.
  std::string next();

 private:
  std::atomic<std::uint64_t> next_;
};

}  // namespace server
