#include "ui/screens/correction_parts.hpp"

#include "core/base/calendar.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
const char* name_of(const Words& w, model::PlaceField field) {
  using enum model::PlaceField;
  switch (field) {
    case name: return w.field_place_name;
    case address: return w.address;
    case postal_code: return w.field_postal_code;
    case city: return w.field_city;
    case phone: return w.field_phone;
    case website: return w.field_website;
    case opening_hours: return w.hours;
    case hours_text: return w.field_hours_text;
    case description: return w.about;
    case audience: return w.field_audience;
    case access: return w.field_access;
    case languages: return w.field_languages;
    case animals: return w.field_animals;
    case wheelchair: return w.field_wheelchair;
    case position: return w.field_position;
    case closed: return w.field_closed;
  }
  return "";
}

std::string said_of(const Words& words, const model::PublicHand& by) {
  switch (by.hand) {
    case model::Hand::association: return by.name;
    case model::Hand::moderation: return words.by_moderation;
    case model::Hand::import: return fill(words.by_import, {{"source", by.name}});
  }
  return "";
}

std::string value_said(const Words& words, model::PlaceField field, const std::string& text) {
  if (field == model::PlaceField::closed)
    return text.empty() ? words.value_open : words.value_closed;
  return text.empty() ? words.value_nothing : text;
}

std::string date_said(const Said& said, base::Instant at) {
  return said.date(base::date_of(static_cast<base::Day>(at.unix_ms / base::kDayMs)));
}

NodeId written_area(Frame& f, Column& c, const char* name, std::size_t most, FieldSpec spec) {
  spec.area = true;
  spec.attributes = {kWrittenByPeople,
                     {"name", name},
                     {"maxlength", std::to_string(most)},
                     {"autocapitalize", "sentences"}};
  return field(f, c, name, spec);
}

}  // namespace ui
