#include "server/http/admission.hpp"

namespace http {

bool Admission::enter(const std::string& address) {
  const bool is_exempt = is_exempt_ && is_exempt_(address);
  const std::lock_guard lock(mutex_);
  if (open_ >= most_) return false;
  auto& count = per_address_[address];
  if (!is_exempt && count >= most_per_address_) return false;
  ++count;
  ++open_;
  return true;
}

void Admission::leave(const std::string& address) {
  const std::lock_guard lock(mutex_);
  if (--per_address_[address] == 0) per_address_.erase(address);
  --open_;
}

std::size_t Admission::open() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

}  // namespace http
