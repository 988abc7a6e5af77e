// What people like: of groups, events and people.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace model {

enum class Interest : std::uint8_t {
  cinema,
  music,
  sport,
  cooking,
  nature,
  games,
  culture,
  crafts,
  wellbeing,
  animals,
  marauding,
  other
};
inline constexpr std::array kInterests{Interest::cinema,  Interest::music,     Interest::sport,
                                       Interest::cooking, Interest::nature,    Interest::games,
                                       Interest::culture, Interest::crafts,    Interest::wellbeing,
                                       Interest::animals, Interest::marauding, Interest::other};
std::string_view to_text(Interest interest);
std::optional<Interest> interest(std::string_view text);

}  // namespace model
