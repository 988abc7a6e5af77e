// Writes JSON (RFC 8259) without blanks, in the order of the calls. Not the library's: its writer
// throws on broken text, and this one is smaller in the client.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/model/position.hpp"

namespace wire {

class JsonWriter {
 public:
  JsonWriter& begin_object() { return begin('{'); }
  JsonWriter& end_object() { return end('}'); }
  JsonWriter& begin_list() { return begin('['); }
  JsonWriter& end_list() { return end(']'); }
  JsonWriter& name(std::string_view name);  // then one value

  // Quoted and escaped. A byte that is not valid UTF-8 becomes U+FFFD, so that what we send can
  // always be read.
  JsonWriter& value(std::string_view text);
  // Without this one, a literal would be taken for a bool.
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);  // finite; the shortest text that reads as the same number
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(bool flag);
  JsonWriter& null();

  template <class T>
  JsonWriter& field(std::string_view field_name, const T& field_value) {
    return name(field_name).value(field_value);
  }
  JsonWriter& field_or_null(std::string_view name, std::string_view text);  // null where empty
  JsonWriter& field_id(std::string_view name, const base::Uuid& id) {
    return field(name, base::to_text(id));
  }
  JsonWriter& field_time(std::string_view name, base::Instant at) {
    return field(name, base::to_rfc3339(at));
  }
  JsonWriter& position(const model::Position& at) {
    return field("lat", at.lat_deg).field("lon", at.lon_deg);
  }

  std::string take() { return std::move(json_); }

 private:
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  void separate();  // a comma where a value or name is not the first one

  std::string json_;
};

}  // namespace wire
