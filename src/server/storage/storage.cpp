#include "server/storage/storage.hpp"

#include <future>

namespace storage {

Fate Storage::write_and_wait(Work work) {
  std::promise<Fate> fate;
  write(std::move(work), [&fate](Fate result) { fate.set_value(result); });
  return fate.get_future().get();
}

}  // namespace storage
