// All numbers of the product's rules, in one place. Lengths count Unicode code points.
#pragma once
#include <cstddef>
#include <cstdint>

namespace rules::limits {

inline constexpr std::size_t kTitleMin = 3, kTitleMax = 100;
inline constexpr std::size_t kTextMax = 2000;
inline constexpr std::size_t kOutcomeMessageMax = 500;
inline constexpr std::size_t kFirstNameMin = 1, kFirstNameMax = 40;
inline constexpr std::size_t kContactMax = 254;  // bytes; RFC 5321, 4.5.3.1, and any phone number
inline constexpr std::size_t kAboutMax = 200, kAvailabilityMax = 100, kNeighbourhoodMax = 60;
inline constexpr std::size_t kLanguagesMax = 12, kSkillsMax = 12, kSkillMax = 40;
inline constexpr std::size_t kAssociationNameMin = 2, kAssociationNameMax = 100;
inline constexpr std::size_t kReasonMin = 3, kReasonMax = 500;
inline constexpr std::int64_t kSeatsMax = 10'000, kEventLengthMax_ms = 31LL * 24 * 60 * 60 * 1000;
inline constexpr double kAreaRadiusMax_m = 1'000'000;
inline constexpr std::size_t kPlaceNameMax = 200, kPlaceTextMax = 5000, kPlaceFieldMax = 500;
inline constexpr std::size_t kPlaceLanguagesMax = 200;
inline constexpr std::size_t kRemarkMax = 500, kNeedsMax = 300;
// What may wait to be decided: of one place, of all; and what one client may suggest in an hour.
inline constexpr std::int64_t kCorrectionsOfPlaceMax = 20, kCorrectionsMax = 10'000;
inline constexpr std::size_t kCorrectionsPerHour = 20;
inline constexpr std::size_t kHoursBytesMax = 2000, kHoursRulesMax = 100;
inline constexpr int kHoursLookAhead_days = 5 * 366;
inline constexpr std::size_t kCommandsPerRequest = 50;
inline constexpr std::size_t kSearchMin = 2, kSearchMax = 100, kSearchPage = 30, kTownsPage = 3;

inline constexpr int kCodeDigits = 6, kCodeTries = 5;
inline constexpr std::int64_t kCodeLife_ms = 10 * 60 * 1000;

}  // namespace rules::limits
