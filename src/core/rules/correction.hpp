// Corrections of places: putting them in one form, and seeing what they would overwrite.
#pragma once
#include <optional>
#include <vector>

#include "core/model/correction.hpp"
#include "core/model/role.hpp"

namespace rules {

// Without blank ends, in the order of the fields: two people who say the same say it alike.
std::vector<model::FieldChange> tidied(std::vector<model::FieldChange> changes);

// Hours in free words are shown before those that can be read: where the latter are corrected and
// the former are not, they go.
std::vector<model::FieldChange> without_stale_words(std::vector<model::FieldChange> changes,
                                                    const model::Place& place);

// The first field which says by now neither what who wrote the changes knew, nor what they want,
// nor what `seen` tells; none: they can be applied.
std::optional<model::PlaceField> first_conflict(const model::Place& place,
                                                const std::vector<model::FieldChange>& changes,
                                                const std::vector<model::FieldText>& seen);

// What really changes of the place, with what it says now as `before`.
std::vector<model::FieldChange> effective(const model::Place& place,
                                          const std::vector<model::FieldChange>& changes);

// As whom this person looks after the place: of its association, or else as a moderator.
model::PublicHand hand_of(const model::Standing& standing, const model::Place& place);

}  // namespace rules
