// Who holds this lock is the only one to write to the database beside it.
#pragma once
#include <string>

#include "core/base/result.hpp"

namespace storage {

class DatabaseLock {
 public:
  // Takes the lock on `database_path`.lock, or says at once that somebody has it. Codes:
  // database.locked, database.unusable.
  static base::Result<DatabaseLock> take(const std::string& database_path);
  DatabaseLock(DatabaseLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
  DatabaseLock& operator=(DatabaseLock&& other) noexcept;
  ~DatabaseLock();

 private:
  explicit DatabaseLock(int file) : file_(file) {}
  int file_;
};

}  // namespace storage
