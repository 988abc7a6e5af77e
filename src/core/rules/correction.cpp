#include "core/rules/correction.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "core/rules/limits.hpp"
#include "core/rules/opening_hours.hpp"
#include "core/rules/public_text.hpp"
#include "core/rules/validate.hpp"

namespace rules {
namespace {

using model::PlaceField;
using Checked = base::Result<base::Done>;

Checked error(std::string code, std::string where, std::string detail) {
  return base::Error{std::move(code), std::move(where), std::move(detail)};
}

std::size_t most_of(PlaceField field) {
  switch (field) {
    case PlaceField::name: return limits::kPlaceNameMax;
    case PlaceField::hours_text:
    case PlaceField::description:
    case PlaceField::audience:
    case PlaceField::opening_hours: return limits::kPlaceTextMax;
    case PlaceField::languages: return limits::kPlaceTextMax;
    case PlaceField::address:
    case PlaceField::postal_code:
    case PlaceField::city:
    case PlaceField::phone:
    case PlaceField::website:
    case PlaceField::access:
    case PlaceField::animals:
    case PlaceField::wheelchair:
    case PlaceField::position:
    case PlaceField::closed: return limits::kPlaceFieldMax;
  }
  return limits::kPlaceFieldMax;
}

Lines lines_of(PlaceField field) {
  return field == PlaceField::hours_text || field == PlaceField::description ? Lines::many
                                                                             : Lines::one;
}

// One number or several: digits, and what stands between them on a plate. Short help lines (115)
// are numbers too.
bool is_phone(std::string_view text) {
  constexpr std::string_view kSigns = " +-.()/;,";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::ranges::count_if(text, is_digit) >= 2 && std::ranges::all_of(text, [&](char c) {
           return is_digit(c) || kSigns.find(c) != kSigns.npos;
         });
}

bool is_web_address(std::string_view text) {
  const bool has_scheme = text.starts_with("https://") || text.starts_with("http://");
  return has_scheme && text.find('.') != text.npos && text.find(' ') == text.npos;
}

Checked validate_hours(const std::string& text, const std::string& where) {
  const auto hours = parse_opening_hours(text);
  if (hours) return base::Done{};
  return error(hours.error().code, where + "[" + hours.error().where + "]", hours.error().detail);
}

// `text` has no blank ends and is not empty.
Checked validate_meaning(PlaceField field, const std::string& text, const std::string& where) {
  if (field == PlaceField::opening_hours) return validate_hours(text, where);
  if (field == PlaceField::phone && !is_phone(text))
    return error("phone.malformed", where, "Not a phone number.");
  if (field == PlaceField::website && !is_web_address(text))
    return error("website.malformed", where, "Not an http or https address.");
  if (field == PlaceField::position && !model::position_of(text))
    return error("position.malformed", where, "Not a latitude and a longitude.");
  if (field == PlaceField::closed && text != model::kClosed)
    return error("closed.malformed", where, "A place is \"closed\", or it is not.");
  return base::Done{};
}

Checked validate_change(const model::FieldChange& change, const std::string& at) {
  const auto field = change.field;
  const auto before =
      validate_shape(change.before, {at + ".before", 0, limits::kPlaceTextMax, Lines::many});
  if (!before) return before;
  const std::string where = at + ".after";
  const bool is_needed = field == PlaceField::name || field == PlaceField::position;
  const TextRule rule{where, is_needed ? std::size_t{1} : 0, most_of(field), lines_of(field)};
  if (auto shape = validate_shape(change.after, rule); !shape) return shape;
  const auto text = trimmed(change.after);
  if (text == trimmed(change.before))
    return error("correction.unchanged", where, "This says what it said before.");
  return text.empty() ? Checked(base::Done{}) : validate_meaning(field, text, where);
}

Checked validate_changes(const std::vector<model::FieldChange>& changes) {
  std::set<PlaceField> fields;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto at = "changes[" + std::to_string(i) + "]";
    if (!fields.insert(changes[i].field).second)
      return error("list.twice", at + ".field", "Something stands twice.");
    if (auto valid = validate_change(changes[i], at); !valid) return valid;
  }
  return base::Done{};
}

}  // namespace

Checked validate(const model::SuggestCorrection& suggestion) {
  if (auto changes = validate_changes(suggestion.changes); !changes) return changes;
  if (auto remark = validate_public(suggestion.remark, {"remark", 0, limits::kRemarkMax}); !remark)
    return remark;
  if (suggestion.changes.empty() && trimmed(suggestion.remark).empty())
    return error("correction.empty", "changes", "Nothing is corrected.");
  return base::Done{};
}

Checked validate(const model::AcceptCorrection&) { return base::Done{}; }

Checked validate(const model::RefuseCorrection& refuse) {
  return validate_public(refuse.reason, {"reason", limits::kReasonMin, limits::kReasonMax});
}

Checked validate(const model::AssignPlace&) { return base::Done{}; }

Checked validate(const model::EditPlace& edit) {
  if (edit.changes.empty()) return error("correction.empty", "changes", "Nothing is changed.");
  return validate_changes(edit.changes);
}

Checked validate(const model::CheckPlace&) { return base::Done{}; }

Checked validate(const model::TellNeeds& needs) {
  if (auto donations = validate_public(needs.donations, {"donations", 0, limits::kNeedsMax});
      !donations)
    return donations;
  return validate_public(needs.volunteers, {"volunteers", 0, limits::kNeedsMax});
}

std::vector<model::FieldChange> tidied(std::vector<model::FieldChange> changes) {
  for (auto& change : changes) {
    change.before = trimmed(change.before);
    change.after = trimmed(change.after);
  }
  std::ranges::sort(changes, {}, &model::FieldChange::field);
  return changes;
}

std::vector<model::FieldChange> without_stale_words(std::vector<model::FieldChange> changes,
                                                    const model::Place& place) {
  const auto has = [&](PlaceField field) {
    return std::ranges::find(changes, field, &model::FieldChange::field) != changes.end();
  };
  const bool is_stale = has(PlaceField::opening_hours) && !has(PlaceField::hours_text);
  if (is_stale && !place.hours_text.empty())
    changes.push_back({PlaceField::hours_text, place.hours_text, ""});
  return changes;
}

std::optional<PlaceField> first_conflict(const model::Place& place,
                                         const std::vector<model::FieldChange>& changes,
                                         const std::vector<model::FieldText>& seen) {
  for (const auto& change : changes) {
    const auto now = trimmed(text_of(place, change.field));
    const bool is_seen = std::ranges::any_of(seen, [&](const model::FieldText& one) {
      return one.field == change.field && trimmed(one.text) == now;
    });
    if (now != change.before && now != change.after && !is_seen) return change.field;
  }
  return std::nullopt;
}

std::vector<model::FieldChange> effective(const model::Place& place,
                                          const std::vector<model::FieldChange>& changes) {
  std::vector<model::FieldChange> out;
  for (const auto& change : changes) {
    auto now = text_of(place, change.field);
    if (now != change.after) out.push_back({change.field, std::move(now), change.after});
  }
  return out;
}

model::PublicHand hand_of(const model::Standing& standing, const model::Place& place) {
  const auto& association = place.care.association;
  const bool is_member =
      association && std::ranges::any_of(standing.memberships, [&](const auto& membership) {
        return membership.association == association->id;
      });
  return is_member ? model::PublicHand{model::Hand::association, association->name}
                   : model::PublicHand{};
}

}  // namespace rules
