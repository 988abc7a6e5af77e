// Who looks after a place beside its source, and what they say of it.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.hpp"
#include "core/model/role.hpp"

namespace model {

// Who did something to a place, in words that everybody may read.
enum class Hand : std::uint8_t { association, moderation, import };
inline constexpr std::array kHands{Hand::association, Hand::moderation, Hand::import};
std::string_view to_text(Hand hand);
std::optional<Hand> hand(std::string_view text);

struct PublicHand {
  Hand hand = Hand::moderation;
  std::string name;  // of the association or the source; empty for moderation
  bool operator==(const PublicHand&) const = default;
};

struct PlaceChecked {
  base::Instant at;
  PublicHand by;
  bool operator==(const PlaceChecked&) const = default;
};

struct PlaceNeeds {
  std::string donations, volunteers;  // at least one is not empty
  base::Instant told;
  bool operator==(const PlaceNeeds&) const = default;
};

struct PlaceAssociation {
  AssociationId id;
  std::string name;
  bool operator==(const PlaceAssociation&) const = default;
};

struct PlaceCare {
  std::optional<PlaceAssociation> association;  // whose place it is
  std::optional<PlaceChecked> checked;          // somebody said that all is as it is told
  std::optional<PlaceNeeds> needs;
  bool operator==(const PlaceCare&) const = default;
};

}  // namespace model
