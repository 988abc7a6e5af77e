// What search finds things by, and where that lies. Private to storage/.
#pragma once
#include "core/model/action.hpp"
#include "core/model/place.hpp"
#include "server/storage/sql/engine.hpp"

namespace storage::sql {

// A place's category is not in it: the client filters by category.
IndexedText text_of(const model::Place& place);
IndexedText text_of(const model::Action& action);

// Places and actions share the index: its even rows and its odd ones. `number` is the row's own.
inline long long row_of_place(long long number) { return 2 * number; }
inline long long row_of_action(long long number) { return 2 * number + 1; }
inline bool is_of_place(long long row) { return row % 2 == 0; }
inline bool is_of_action(long long row) { return row % 2 != 0; }
inline long long own_number(long long row) { return row / 2; }

// Puts the texts of all open places and actions into an index that has none.
void index_texts(soci::session& session, TextIndex& index);

}  // namespace storage::sql
