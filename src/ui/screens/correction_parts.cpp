#include "ui/screens/correction_parts.hpp"

#include <array>

namespace ui {
namespace {

constexpr std::array kDayNames{&Words::day_monday,   &Words::day_tuesday, &Words::day_wednesday,
                               &Words::day_thursday, &Words::day_friday,  &Words::day_saturday,
                               &Words::day_sunday};

std::string time_said(const Words& words, int minute) {
  const auto h = std::to_string(minute / 60), m = std::to_string(minute % 60);
  return fill(minute % 60 == 0 ? words.hour_sharp : words.hour_minutes,
              {{"h", h}, {"m", m.size() == 1 ? "0" + m : m}});
}

}  // namespace

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

std::string said_of(const Words& words, const app::DayHours& day) {
  std::string said;
  for (const auto& [from, to] : day.open_min)
    said += (said.empty() ? "" : ", ") + time_said(words, from) + " – " + time_said(words, to);
  if (day.is_unknown) said += (said.empty() ? "" : ", ") + std::string(words.hours_uncertain);
  if (said.empty()) said = words.hours_closed;
  return fill(words.day_hours, {{"day", words.*kDayNames.at(static_cast<std::size_t>(day.weekday))},
                                {"hours", said}});
}

std::string value_said(const Words& words, model::PlaceField field, const std::string& text) {
  if (field == model::PlaceField::closed)
    return text.empty() ? words.value_open : words.value_closed;
  return text.empty() ? words.value_nothing : text;
}

}  // namespace ui
