// A value that many hold and none changes.
#pragma once
#include <memory>
#include <utility>

namespace base {

// Copies share one T; two are equal where their values are. Made of nothing it is T{}, at no cost.
template <class T>
class Shared {
 public:
  Shared() = default;
  explicit Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}

  const T& operator*() const {
    static const T kNothing{};
    return value_ ? *value_ : kNothing;
  }
  const T* operator->() const { return &**this; }
  // The same for all copies of one, to know them again without comparing values.
  const T* address() const { return value_.get(); }
  bool operator==(const Shared& other) const { return value_ == other.value_ || **this == *other; }

 private:
  std::shared_ptr<const T> value_;
};

}  // namespace base
