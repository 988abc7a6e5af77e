// Looking after a database file. Private to storage/.
#pragma once
#include <functional>
#include <string>

#include "core/base/result.hpp"
#include "server/storage/upkeep.hpp"

namespace storage::sqlite {

// Reads every page and checks every reference. Codes: those of check_file, database.newer,
// database.missing, database.damaged.
base::Result<DatabaseCounts> check(const std::string& path);

// A consistent copy of the database. Codes: those of check_file, database.missing, backup.exists,
// backup.unwritable.
base::Result<base::Done> copy_file(const std::string& path, const std::string& to);

// A database file that is gone with this, and what the engine keeps beside it.
class ScratchFile {
 public:
  explicit ScratchFile(std::string path) : path_(std::move(path)) {}
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The new file `to` is there, and on disk, when `fill` has written all of `part`; otherwise neither
// is. Codes: those of `fill`, backup.exists, backup.unwritable.
base::Result<base::Done> write_whole(
    const std::string& to,
    const std::function<base::Result<base::Done>(const std::string& part)>& fill);

}  // namespace storage::sqlite
