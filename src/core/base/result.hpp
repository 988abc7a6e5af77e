// A value, or the reason why there is none. For what people, files and networks can cause; our own
// bugs are asserts.
#pragma once
#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace base {

// `code` is stable and machine-readable ("text.too_long"); `where` names the place in the input
// ("[3].at.lat", "features[12].geometry", or empty); `detail` is one English sentence for logs and
// developers. What people read is chosen from `code` by the interface.
struct Error {
  std::string code;
  std::string where;
  std::string detail;
  bool operator==(const Error&) const = default;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  const T& operator*() const& { return *std::get_if<0>(checked<0>()); }
  T&& operator*() && { return std::move(*std::get_if<0>(checked<0>())); }
  const T* operator->() const { return std::get_if<0>(checked<0>()); }
  const Error& error() const { return *std::get_if<1>(checked<1>()); }

 private:
  template <std::size_t I>
  const std::variant<T, Error>* checked() const {
    assert(state_.index() == I);
    return &state_;
  }
  template <std::size_t I>
  std::variant<T, Error>* checked() {
    assert(state_.index() == I);
    return &state_;
  }
  std::variant<T, Error> state_;
};

struct Done {
  bool operator==(const Done&) const = default;
};

}  // namespace base
