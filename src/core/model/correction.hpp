// What people other than its source say of a place: what should be corrected, what was, and by
// whom. Nobody knows who suggests a correction: there is no field for it.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/model/place.hpp"

namespace model {

using CorrectionId = base::Id<struct CorrectionTag>;

// What of a place can be corrected. Each has one form as a text (text_of), which is how it is
// sent, kept, compared and shown in the history.
enum class PlaceField : std::uint8_t {
  name,
  address,
  postal_code,
  city,
  phone,
  website,
  opening_hours,
  hours_text,
  description,
  audience,
  access,
  languages,  // with ", " between them
  animals,
  wheelchair,
  position,  // "48.8750600,2.3674700": latitude and longitude in degrees
  closed     // "closed" for good, or empty
};
inline constexpr std::array kPlaceFields{
    PlaceField::name,          PlaceField::address,    PlaceField::postal_code,
    PlaceField::city,          PlaceField::phone,      PlaceField::website,
    PlaceField::opening_hours, PlaceField::hours_text, PlaceField::description,
    PlaceField::audience,      PlaceField::access,     PlaceField::languages,
    PlaceField::animals,       PlaceField::wheelchair, PlaceField::position,
    PlaceField::closed};
inline constexpr std::string_view kClosed = "closed";
std::string_view to_text(PlaceField field);
std::optional<PlaceField> place_field(std::string_view text);

// Empty where it is unknown.
std::string text_of(const Place& place, PlaceField field);

// Latitude and longitude in decimal degrees with a comma between, nothing else, on the globe.
std::optional<Position> position_of(std::string_view text);

// `text` is one that rules::validate lets through. A place that closes does so at `now`.
void set_text(Place& place, PlaceField field, std::string_view text, base::Instant now);

// What a field said, as far as who writes this knows, and what it should say.
struct FieldChange {
  PlaceField field = PlaceField::name;
  std::string before, after;
  bool operator==(const FieldChange&) const = default;
};

// What a field says.
struct FieldText {
  PlaceField field = PlaceField::name;
  std::string text;
  bool operator==(const FieldText&) const = default;
};

enum class CorrectionStatus : std::uint8_t { open, accepted, refused };
inline constexpr std::array kCorrectionStatuses{CorrectionStatus::open, CorrectionStatus::accepted,
                                                CorrectionStatus::refused};
std::string_view to_text(CorrectionStatus status);
std::optional<CorrectionStatus> correction_status(std::string_view text);

struct Correction {
  CorrectionId id;  // the id of the command that suggested it
  PlaceId place;
  std::vector<FieldChange> changes;  // each field once
  std::string remark;                // for who decides; never public
  base::Instant suggested;
  CorrectionStatus status = CorrectionStatus::open;
  bool operator==(const Correction&) const = default;
};

// One field of a place that has changed: a line of its public history.
struct PlaceChange {
  base::Instant at;
  FieldChange change;
  PublicHand by;
  bool operator==(const PlaceChange&) const = default;
};

}  // namespace model
