#include "core/model/command.hpp"

#include "core/model/with_text.hpp"

namespace model {

std::string_view to_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::applied: return "applied";
    case Verdict::waitlisted: return "waitlisted";
    case Verdict::refused: return "refused";
  }
  return {};
}

std::optional<Verdict> verdict(std::string_view text) { return with_text(kVerdicts, text); }

}  // namespace model
