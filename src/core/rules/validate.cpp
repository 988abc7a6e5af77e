#include "core/rules/validate.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"
#include "core/rules/limits.hpp"
#include "core/rules/public_text.hpp"

namespace rules {
namespace {

using Checked = base::Result<base::Done>;

base::Error error(std::string code, std::string where, std::string detail) {
  return {std::move(code), std::move(where), std::move(detail)};
}

// Blanks of Unicode (White_Space), and two that show nothing either: zero-width space and byte
// order mark.
bool is_blank(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Two characters of département (digits, or 2A and 2B), three digits of commune (INSEE, Code
// officiel géographique).
Checked validate_insee(const model::InseeCode& insee) {
  const std::string_view code = insee.code;
  const std::string_view department = code.substr(0, 2);
  const bool known =
      (all_digits(department) && department != "00") || department == "2A" || department == "2B";
  if (code.size() != 5 || !known || !all_digits(code.substr(2))) {
    return error("insee.malformed", "at", "Not an INSEE code of a commune.");
  }
  return base::Done{};
}

Checked twice(std::string_view where) {
  return error("list.twice", std::string(where), "Something stands twice.");
}

template <class Item>
bool has_doubles(std::vector<Item> items) {
  std::ranges::sort(items);
  return std::ranges::adjacent_find(items) != items.end();
}

// The form of language and script or region (RFC 5646), as people use it: "fr", "pt-BR", "zh-Hant".
bool is_language(std::string_view tag) {
  const auto dash = tag.find('-');
  const auto language = tag.substr(0, dash);
  const auto rest = dash == tag.npos ? std::string_view{} : tag.substr(dash + 1);
  const auto letters = [](std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  };
  return (language.size() == 2 || language.size() == 3) && letters(language) && letters(rest) &&
         (dash == tag.npos || rest.size() == 2 || rest.size() == 4);
}

Checked validate_languages(const std::vector<std::string>& tags) {
  if (tags.size() > limits::kLanguagesMax)
    return error("list.too_long", "languages", "Too many languages.");
  if (!std::ranges::all_of(tags, is_language))
    return error("language.malformed", "languages", "Not the code of a language.");
  if (has_doubles(tags)) return twice("languages");
  return base::Done{};
}

Checked validate_skills(const std::vector<std::string>& skills) {
  if (skills.size() > limits::kSkillsMax)
    return error("list.too_long", "skills", "Too many skills.");
  for (const auto& skill : skills)
    if (auto valid = validate_public(skill, {"skills", 1, limits::kSkillMax, Lines::one}); !valid)
      return valid;
  if (has_doubles(skills)) return twice("skills");
  return base::Done{};
}

Checked validate_grant(const model::Grant& grant) {
  const auto* area = std::get_if<model::AreaGrant>(&grant);
  if (!area) return base::Done{};
  const bool is_area = area->area.radius_m > 0 && area->area.radius_m <= limits::kAreaRadiusMax_m;
  if (!is_area) return error("area.out_of_range", "area", "Not the radius of an area, in metres.");
  return validate(area->area.centre);
}

}  // namespace

base::Result<std::size_t> length_utf8(std::string_view text) {
  const auto length = base::count_code_points(text);
  if (!length) return error("text.not_utf8", "", "The text is not valid UTF-8.");
  return *length;
}

std::string trimmed(std::string_view text) {
  std::string_view rest = text;
  std::size_t begin = text.size(), end = 0;
  while (!rest.empty()) {
    const std::size_t position = text.size() - rest.size();
    const auto c = base::take_code_point(rest);
    if (!c) rest.remove_prefix(1);  // not UTF-8: kept, for the check of it to find
    if (c && is_blank(*c)) continue;
    begin = std::min(begin, position);
    end = text.size() - rest.size();
  }
  return std::string(begin < end ? text.substr(begin, end - begin) : std::string_view{});
}

Checked validate(const model::Position& at) {
  // Written so that NaN fails too.
  const bool on_globe = std::abs(at.lat_deg) <= 90 && std::abs(at.lon_deg) <= 180;
  if (!on_globe) return error("position.out_of_range", "at", "Not a position on the globe.");
  return base::Done{};
}

Checked validate(const model::CreateAction& create) {
  if (auto title = validate_title(create.title); !title) return title;
  if (auto text = validate_text(create.text); !text) return text;
  return std::visit(
      base::Overloaded{[](const model::Position& at) { return validate(at); },
                       [](const model::InseeCode& insee) { return validate_insee(insee); }},
      create.at);
}

Checked validate(const model::CloseAction& close) {
  return validate_public(close.message, {"message", 0, limits::kOutcomeMessageMax});
}

Checked validate(const model::SuspendAction& suspend) {
  return validate_public(suspend.reason, {"reason", limits::kReasonMin, limits::kReasonMax});
}

Checked validate(const model::RestoreAction&) { return base::Done{}; }

Checked validate(const model::UpdateProfile& update) {
  const auto& profile = update.profile;
  if (auto name = validate_first_name(profile.first_name); !name) return name;
  if (auto about = validate_public(profile.about, {"about", 0, limits::kAboutMax}); !about)
    return about;
  if (auto languages = validate_languages(profile.languages); !languages) return languages;
  if (auto skills = validate_skills(profile.skills); !skills) return skills;
  if (has_doubles(profile.interests)) return twice("interests");
  const TextRule availability{"availability", 0, limits::kAvailabilityMax, Lines::one};
  if (auto when = validate_public(profile.availability, availability); !when) return when;
  return validate_public(profile.neighbourhood,
                         {"neighbourhood", 0, limits::kNeighbourhoodMax, Lines::one});
}

Checked validate(const model::CreateAssociation& create) {
  const TextRule name{"name", limits::kAssociationNameMin, limits::kAssociationNameMax, Lines::one,
                      "name.too_long"};
  if (auto valid = validate_public(create.name, name); !valid) return valid;
  return validate(create.at);
}

Checked validate(const model::ApproveAssociation&) { return base::Done{}; }
Checked validate(const model::SetMember&) { return base::Done{}; }
Checked validate(const model::GrantRole& grant) { return validate_grant(grant.grant); }
Checked validate(const model::RevokeRole& revoke) { return validate_grant(revoke.grant); }

Checked validate(const model::CreateEvent& create) {
  if (auto title = validate_title(create.title); !title) return title;
  if (auto text = validate_text(create.text); !text) return text;
  if (auto at = validate(create.at); !at) return at;
  if (create.ends <= create.starts)
    return error("event.ends_before_start", "ends", "It ends before it starts.");
  if (create.ends.unix_ms - create.starts.unix_ms > limits::kEventLengthMax_ms)
    return error("event.too_long", "ends", "It lasts too long.");
  if (create.seats < 1 || create.seats > limits::kSeatsMax)
    return error("seats.out_of_range", "seats", "Not a number of seats.");
  return base::Done{};
}

Checked validate(const model::JoinEvent&) { return base::Done{}; }
Checked validate(const model::LeaveEvent&) { return base::Done{}; }

Checked validate(const model::Command& command) {
  const auto& id = command.id.uuid;
  if (id.version() != 7 || (id.bytes[8] & 0xC0) != 0x80) {
    return error("id.not_uuid_v7", "id", "A command's id is a UUID of version 7.");
  }
  return std::visit([](const auto& intent) { return validate(intent); }, command.intent);
}

Checked validate_title(std::string_view title) {
  return validate_public(title, {"title", limits::kTitleMin, limits::kTitleMax, Lines::one});
}

Checked validate_text(std::string_view text) {
  return validate_public(text, {"text", 0, limits::kTextMax});
}

Checked validate_first_name(std::string_view name) {
  return validate_public(name, {"first_name", limits::kFirstNameMin, limits::kFirstNameMax,
                                Lines::one, "name.too_long"});
}

Checked validate_code(std::string_view code) {
  if (code.size() != static_cast<std::size_t>(limits::kCodeDigits) || !all_digits(code)) {
    return error("code.malformed", "code", "A code has six digits.");
  }
  return base::Done{};
}

}  // namespace rules
