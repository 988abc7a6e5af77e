#include "server/storage/storage.hpp"

#include <future>

namespace storage {

bool says_the_same(const model::Place& known, const model::Place& told) {
  auto again = told;
  again.id = known.id;
  again.last_checked = known.last_checked;
  return again == known;
}

model::Place as_held(const model::Place& known, model::Place told,
                     const std::vector<PlaceHold>& holds) {
  for (const auto& [place, hold] : holds) {
    if (text_of(told, hold.field) != hold.text) continue;
    if (hold.field == model::PlaceField::closed)
      told.closed_since = known.closed_since;  // with its date
    else
      set_text(told, hold.field, text_of(known, hold.field), {});
  }
  return told;
}

Fate Storage::write_and_wait(Work work) {
  std::promise<Fate> fate;
  write(std::move(work), [&fate](Fate result) { fate.set_value(result); });
  return fate.get_future().get();
}

}  // namespace storage
