#include "server/storage/storage.hpp"

#include <future>

namespace storage {

bool says_the_same(const model::Place& known, const model::Place& told) {
  auto again = told;
  again.id = known.id;
  again.last_checked = known.last_checked;
  return again == known;
}

Fate Storage::write_and_wait(Work work) {
  std::promise<Fate> fate;
  write(std::move(work), [&fate](Fate result) { fate.set_value(result); });
  return fate.get_future().get();
}

}  // namespace storage
