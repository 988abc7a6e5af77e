#include "server/storage/sqlite/database_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace storage {

base::Result<DatabaseLock> DatabaseLock::take(const std::string& database_path) {
  const auto path = database_path + ".lock";
  DatabaseLock lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.file_ < 0) return base::Error{"database.unusable", path, std::strerror(errno)};
  // Released by the kernel when the process ends, however it ends; the file stays and means
  // nothing.
  if (flock(lock.file_, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK)
    return base::Error{"database.locked", path, "another process writes to this database"};
  return base::Error{"database.unusable", path, std::strerror(errno)};
}

DatabaseLock& DatabaseLock::operator=(DatabaseLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

DatabaseLock::~DatabaseLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace storage
