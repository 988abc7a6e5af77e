#include "core/model/place_care.hpp"

#include "core/model/with_text.hpp"

namespace model {

std::string_view to_text(Hand hand) {
  switch (hand) {
    case Hand::association: return "association";
    case Hand::moderation: return "moderation";
    case Hand::import: return "import";
  }
  return {};
}

std::optional<Hand> hand(std::string_view text) { return with_text(kHands, text); }

}  // namespace model
