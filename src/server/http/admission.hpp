// How many connections there may be, in all and from one address.
#pragma once
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

namespace http {

// Safe from any thread.
class Admission {
 public:
  using IsExempt = std::function<bool(const std::string& address)>;
  Admission(std::size_t most, std::size_t most_per_address, IsExempt is_exempt)
      : most_(most), most_per_address_(most_per_address), is_exempt_(std::move(is_exempt)) {}

  // Counts one more, unless that were too many: then false. Each true is ended by one `leave`.
  bool enter(const std::string& address);
  void leave(const std::string& address);
  std::size_t open() const;

 private:
  std::size_t most_, most_per_address_;
  IsExempt is_exempt_;
  mutable std::mutex mutex_;
  std::size_t open_ = 0;
  std::unordered_map<std::string, std::size_t> per_address_;
};

}  // namespace http
