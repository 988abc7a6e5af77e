#include "core/wire/json_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

namespace wire {
namespace {

using nlohmann::json;

// Builds the document while it is scanned, and stops at the first thing that the library lets pass:
// a name twice in an object, and nesting that would be costly to walk.
class DocumentBuilder final : public json::json_sax_t {
 public:
  explicit DocumentBuilder(json& root) : root_(root) {}

  std::string error;  // why building stopped

  bool null() override { return place(nullptr); }
  bool boolean(bool value) override { return place(value); }
  bool number_integer(number_integer_t value) override { return place(value); }
  bool number_unsigned(number_unsigned_t value) override { return place(value); }
  bool number_float(number_float_t value, const string_t&) override { return place(value); }
  bool string(string_t& value) override { return place(std::move(value)); }
  bool binary(binary_t&) override { return false; }  // no text holds one

  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    auto& members = *open_.back()->get_ptr<json::object_t*>();
    const auto [member, is_new] = members.try_emplace(std::move(name));
    slot_ = &member->second;
    if (!is_new) error = "A name stands twice in one object.";
    return is_new;
  }

  bool parse_error(std::size_t position, const std::string&, const json::exception&) override {
    error = "Not JSON at byte " + std::to_string(position) + ".";
    return false;
  }

 private:
  // Puts a value where the next one belongs: at the root, under the name just read, or at the end
  // of the open list.
  json* put(json value) {
    json* target = &root_;
    if (!open_.empty()) {
      auto* list = open_.back()->get_ptr<json::array_t*>();
      target = list ? &list->emplace_back() : slot_;
    }
    *target = std::move(value);
    return target;
  }
  bool place(json value) {
    put(std::move(value));
    return true;
  }
  bool open(json empty) {
    if (open_.size() == kDepthMax) {
      error = "Nested too deep.";
      return false;
    }
    open_.push_back(put(std::move(empty)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  json& root_;
  json* slot_ = nullptr;
  // Objects and lists around the next value. Only the last one grows, so these pointers hold.
  std::vector<json*> open_;
};

}  // namespace

JsonInput::JsonInput(std::string_view text) : root_(std::make_unique<json>()) {
  // The library takes a zero byte for the end, whatever follows it.
  if (text.find('\0') != std::string_view::npos) {
    fail("json.malformed", "", "A zero byte is in the text.");
    return;
  }
  DocumentBuilder builder(*root_);
  if (!json::sax_parse(text, &builder)) fail("json.malformed", "", builder.error);
}

JsonInput::~JsonInput() = default;

JsonValue JsonInput::root() const { return {failed() ? nullptr : root_.get(), ""}; }

std::vector<JsonValue> JsonInput::items(const JsonValue& list, std::size_t max) {
  std::vector<JsonValue> items;
  if (!list.json) return items;
  const auto* values = list.json->get_ptr<const json::array_t*>();
  if (!values) {
    fail("json.type", list.path, "A list is expected.");
  } else if (values->size() > max) {
    fail("json.too_many", list.path, "At most " + std::to_string(max) + " items are taken.");
  } else {
    items.reserve(values->size());
    for (const json& value : *values) {
      items.push_back({&value, list.path + "[" + std::to_string(items.size()) + "]"});
    }
  }
  return items;
}

std::string JsonInput::text(const JsonValue& value) {
  if (!value.json) return {};
  const auto* text = value.json->get_ptr<const json::string_t*>();
  if (!text) fail("json.type", value.path, "A text is expected.");
  return text ? *text : std::string{};
}

void JsonInput::fail(std::string code, std::string where, std::string detail) {
  if (!error_) error_ = base::Error{std::move(code), std::move(where), std::move(detail)};
}

JsonFields::JsonFields(JsonInput& input, JsonValue object)
    : input_(input), object_(std::move(object)) {
  if (!object_.json || object_.json->is_object()) return;
  input_.fail("json.type", object_.path, "An object is expected.");
  object_.json = nullptr;
}

std::string JsonFields::path_of(std::string_view name) const {
  return object_.path + (object_.path.empty() ? "" : ".") + std::string(name);
}

void JsonFields::fail_value(std::string_view name, std::string detail) {
  input_.fail("json.value", path_of(name), std::move(detail));
}

void JsonFields::fail_type(std::string_view name, std::string detail) {
  input_.fail("json.type", path_of(name), std::move(detail));
}

const json* JsonFields::find(std::string_view name) const {
  if (!object_.json) return nullptr;
  const auto& members = *object_.json->get_ptr<const json::object_t*>();
  const auto member = members.find(name);
  return member == members.end() ? nullptr : &member->second;
}

const json* JsonFields::take(std::string_view name) {
  const json* value = find(name);
  taken_.push_back(name);
  if (!value) input_.fail("json.missing", path_of(name), "The field is missing.");
  return value;
}

bool JsonFields::has(std::string_view name) const { return find(name) != nullptr; }

bool JsonFields::is_null(std::string_view name) const {
  const json* value = find(name);
  return value && value->is_null();
}

JsonValue JsonFields::value(std::string_view name) { return {take(name), path_of(name)}; }

std::string JsonFields::text(std::string_view name) { return input_.text(value(name)); }

std::string JsonFields::text_or_null(std::string_view name) {
  if (!is_null(name)) return text(name);
  take(name);
  return {};
}

double JsonFields::number(std::string_view name, double min, double max) {
  const json* value = take(name);
  if (!value) return 0;
  double number = std::numeric_limits<double>::quiet_NaN();
  if (const auto* u = value->get_ptr<const json::number_unsigned_t*>()) {
    number = static_cast<double>(*u);
  } else if (const auto* i = value->get_ptr<const json::number_integer_t*>()) {
    number = static_cast<double>(*i);
  } else if (const auto* f = value->get_ptr<const json::number_float_t*>()) {
    number = *f;
  } else {
    fail_type(name, "A number is expected.");
  }
  const bool in_range = number >= min && number <= max;  // false for NaN
  if (!in_range) fail_value(name, "The number is out of range.");
  return in_range ? number : 0;
}

std::int64_t JsonFields::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  const json* value = take(name);
  if (!value) return 0;
  const auto* integer = value->get_ptr<const json::number_integer_t*>();
  if (!integer) {
    fail_type(name, "A whole number is expected.");
    return 0;
  }
  // The library keeps whole numbers of 2^63 and more as unsigned ones: those are out of any range
  // of ours.
  const auto* u = value->get_ptr<const json::number_unsigned_t*>();
  const bool huge = u && *u > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (huge || *integer < min || *integer > max) {
    fail_value(name, "The number is out of range.");
    return 0;
  }
  return *integer;
}

bool JsonFields::flag(std::string_view name) {
  const json* value = take(name);
  if (!value) return false;
  const auto* flag = value->get_ptr<const json::boolean_t*>();
  if (!flag) fail_type(name, "True or false is expected.");
  return flag && *flag;
}

base::Uuid JsonFields::uuid(std::string_view name) {
  const std::string typed = text(name);
  if (input_.failed()) return {};
  const auto uuid = base::parse_uuid(typed);
  if (!uuid) fail_value(name, "Not a UUID.");
  return uuid.value_or(base::Uuid{});
}

base::Instant JsonFields::instant(std::string_view name) {
  const std::string typed = text(name);
  if (input_.failed()) return {};
  const auto instant = base::parse_rfc3339(typed);
  if (!instant) fail_value(name, "Not a time in RFC 3339.");
  return instant.value_or(base::Instant{});
}

model::Position JsonFields::position() {
  const double lat_deg = number("lat", -90, 90);
  return {lat_deg, number("lon", -180, 180)};
}

void JsonFields::no_others() {
  if (!object_.json || input_.failed()) return;
  for (const auto& member : *object_.json->get_ptr<const json::object_t*>()) {
    if (std::find(taken_.begin(), taken_.end(), member.first) == taken_.end()) {
      input_.fail("json.unknown_field", path_of(member.first), "Nothing is known of this field.");
    }
  }
}

}  // namespace wire
