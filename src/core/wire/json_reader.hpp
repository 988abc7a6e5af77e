// Reads JSON by field, and remembers the first thing that was wrong. A reader of a noun takes all
// its fields in a row, as if nothing could fail, and asks once at the end: `return
// input.result(noun)`. Nothing throws: this also runs in a client that is built without exceptions.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/id.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/model/position.hpp"

namespace wire {

inline constexpr std::size_t kDepthMax = 32;  // deeper nesting is refused: nothing of ours needs 6

// A value and where it stands in the input. `json` is null where the value is not there: the reason
// is noted already.
struct JsonValue {
  const nlohmann::json* json = nullptr;
  std::string path;
};

// One input: its values, and the first error.
class JsonInput {
 public:
  // Refuses (json.malformed): what is not JSON (RFC 8259) or not UTF-8, lone surrogates, numbers
  // beyond the range of a double, a name twice in one object, nesting beyond kDepthMax.
  explicit JsonInput(std::string_view text);
  ~JsonInput();
  JsonInput(const JsonInput&) = delete;
  JsonInput& operator=(const JsonInput&) = delete;

  JsonValue root() const;

  // The values of a list; empty, with json.type or json.too_many noted, where it is none or longer
  // than `max`.
  std::vector<JsonValue> items(const JsonValue& list, std::size_t max);

  std::string text(const JsonValue& value);  // of an item that is a text

  void fail(std::string code, std::string where, std::string detail);
  bool failed() const { return error_.has_value(); }

  template <class T>
  base::Result<T> result(T value) const {
    if (error_) return *error_;
    return value;
  }

 private:
  std::unique_ptr<nlohmann::json> root_;
  std::optional<base::Error> error_;
};

// The fields of an object, each read at most once. A field that is missing or of another type is
// noted (json.missing, json.type, json.value) and read as a default.
class JsonFields {
 public:
  JsonFields(JsonInput& input, JsonValue object);

  std::string text(std::string_view name);
  std::string text_or_null(std::string_view name);  // null is the empty text
  double number(std::string_view name, double min, double max);
  std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
  bool flag(std::string_view name);
  base::Uuid uuid(std::string_view name);
  base::Instant instant(std::string_view name);
  model::Position position();  // the fields "lat" and "lon"
  JsonValue value(std::string_view name);

  template <class I>
  I id(std::string_view name) {
    return I{uuid(name)};
  }

  template <class I>
  std::optional<I> id_or_null(std::string_view name) {
    return is_null(name) ? skip_null<I>(name) : std::optional<I>(id<I>(name));
  }

  // One value of a list of ours, by its text.
  template <class E>
  E choice(std::string_view name, std::optional<E> (*parse)(std::string_view)) {
    const std::string chosen = text(name);
    if (input_.failed()) return E{};
    const auto value = parse(chosen);
    if (!value) fail_value(name, "Not one of the values known here.");
    return value.value_or(E{});
  }
  template <class E>
  std::optional<E> choice_or_null(std::string_view name,
                                  std::optional<E> (*parse)(std::string_view)) {
    return is_null(name) ? skip_null<E>(name) : std::optional<E>(choice(name, parse));
  }

  bool has(std::string_view name) const;      // whatever it is
  bool is_null(std::string_view name) const;  // there, and null

  std::string path_of(std::string_view name) const;
  void fail_value(std::string_view name, std::string detail);  // json.value

  // After all fields are read: any other one is refused (json.unknown_field).
  void no_others();

 private:
  const nlohmann::json* find(std::string_view name) const;
  const nlohmann::json* take(std::string_view name);  // noted as read; notes json.missing
  void fail_type(std::string_view name, std::string detail);

  template <class E>
  std::optional<E> skip_null(std::string_view name) {
    take(name);
    return std::nullopt;
  }

  JsonInput& input_;
  JsonValue object_;
  std::vector<std::string_view> taken_;
};

}  // namespace wire
