// What becomes of corrections of places, within the transaction of a command.
#include "core/rules/correction.hpp"
#include "core/rules/limits.hpp"
#include "core/rules/validate.hpp"
#include "server/carrying.hpp"

namespace server {

using model::Answer;
namespace limits = rules::limits;

// Nothing is kept of who suggests: a suggestion that comes twice is known by its id, and one that
// two people make by what it says.
Answer Carrying::out(const model::SuggestCorrection& suggestion) const {
  const model::Correction correction{{id.uuid},
                                     suggestion.place,
                                     rules::tidied(suggestion.changes),
                                     rules::trimmed(suggestion.remark),
                                     now,
                                     model::CorrectionStatus::open};
  if (const auto before = transaction.correction(correction.id)) {
    const bool is_again =
        before->place == correction.place && before->changes == correction.changes;
    return is_again ? applied() : refused("command.id_reused", "id");
  }
  if (transaction.has_same_correction(correction)) return applied();
  const auto [of_place, all] = transaction.open_correction_counts(suggestion.place);
  if (of_place >= limits::kCorrectionsOfPlaceMax || all >= limits::kCorrectionsMax)
    return refused("corrections.full", "");
  transaction.add_correction(correction);
  return applied();
}

Answer Carrying::change(const model::Place& place, const std::vector<model::FieldChange>& changes,
                        const std::vector<model::FieldText>& seen) const {
  if (const auto field = rules::first_conflict(place, changes, seen))
    return refused("correction.conflict", std::string(to_text(*field)));
  transaction.correct_place(place.id, changes,
                            rules::hand_of(transaction.standing(account.id), place), now);
  transaction.add_reload_change();
  return applied();
}

Answer Carrying::out(const model::AcceptCorrection& accept) const {
  const auto correction = transaction.correction(accept.correction);
  const auto place = transaction.place(correction->place);
  const auto answer = change(*place, correction->changes, accept.seen);
  if (answer.verdict == model::Verdict::applied)
    transaction.decide_correction(accept.correction, model::CorrectionStatus::accepted, now);
  return answer;
}

Answer Carrying::out(const model::RefuseCorrection& refuse) const {
  transaction.decide_correction(refuse.correction, model::CorrectionStatus::refused, now);
  return applied();
}

Answer Carrying::out(const model::AssignPlace& assign) const {
  transaction.assign_place(assign.place, assign.association);
  transaction.add_reload_change();
  return applied();
}

Answer Carrying::out(const model::EditPlace& edit) const {
  return change(*transaction.place(edit.place), rules::tidied(edit.changes), {});
}

Answer Carrying::out(const model::CheckPlace& check) const {
  const auto place = transaction.place(check.place);
  transaction.check_place(check.place, rules::hand_of(transaction.standing(account.id), *place),
                          now);
  transaction.add_reload_change();
  return applied();
}

Answer Carrying::out(const model::TellNeeds& needs) const {
  transaction.tell_needs(needs.place,
                         {rules::trimmed(needs.donations), rules::trimmed(needs.volunteers), now});
  transaction.add_reload_change();
  return applied();
}

}  // namespace server
