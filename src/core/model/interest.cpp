#include "core/model/interest.hpp"

#include "core/model/with_text.hpp"

namespace model {

std::string_view to_text(Interest interest) {
  switch (interest) {
    case Interest::cinema: return "cinema";
    case Interest::music: return "music";
    case Interest::sport: return "sport";
    case Interest::cooking: return "cooking";
    case Interest::nature: return "nature";
    case Interest::games: return "games";
    case Interest::culture: return "culture";
    case Interest::crafts: return "crafts";
    case Interest::wellbeing: return "wellbeing";
    case Interest::animals: return "animals";
    case Interest::marauding: return "marauding";
    case Interest::other: return "other";
  }
  return {};
}

std::optional<Interest> interest(std::string_view text) { return with_text(kInterests, text); }

}  // namespace model
