#include "tests/server/power_cut_helpers.hpp"

#include <fcntl.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace tests {
namespace {

using namespace sqlite_api;

// What a write covered, to be put back.
struct Unsynced {
  sqlite3_int64 offset;
  std::vector<char> before, after;
  sqlite3_int64 size_before;
};

struct Disk {
  std::mutex mutex;
  int left = -1;  // writes and syncs until the cut; negative: no cut is planned
  bool is_cut = false, lies = false;
  std::map<std::string, std::vector<Unsynced>> files;

  // Counts an operation. False: the power is gone.
  bool goes_on() {
    if (left >= 0 && left-- == 0) is_cut = true;
    return !is_cut;
  }
};
Disk disk;

// A file of the usual VFS behind ours.
struct File {
  sqlite3_file base;
  std::string* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* real_of(sqlite3_file* file) { return file_of(file).real(); }

sqlite3_vfs* usual = nullptr;

int close_file(sqlite3_file* file) {
  const int result = real_of(file)->pMethods->xClose(real_of(file));
  delete file_of(file).path;
  return result;
}
int read_file(sqlite3_file* file, void* to, int n, sqlite3_int64 at) {
  return real_of(file)->pMethods->xRead(real_of(file), to, n, at);
}
int write_file(sqlite3_file* file, const void* from, int n, sqlite3_int64 at) {
  auto* const real = real_of(file);
  const std::lock_guard lock(disk.mutex);
  if (!disk.goes_on()) return SQLITE_IOERR_WRITE;
  Unsynced write{at, {}, {}, 0};
  real->pMethods->xFileSize(real, &write.size_before);
  const auto known = std::min<sqlite3_int64>(n, std::max<sqlite3_int64>(0, write.size_before - at));
  write.before.resize(static_cast<std::size_t>(known));
  if (known > 0) real->pMethods->xRead(real, write.before.data(), static_cast<int>(known), at);
  const auto* const bytes = static_cast<const char*>(from);
  write.after.assign(bytes, bytes + n);
  disk.files[*file_of(file).path].push_back(std::move(write));
  return real->pMethods->xWrite(real, from, n, at);
}
// Cutting a file short is kept at once: SQLite only does it where it would lose nothing by it.
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  const std::lock_guard lock(disk.mutex);
  if (!disk.goes_on()) return SQLITE_IOERR_TRUNCATE;
  return real_of(file)->pMethods->xTruncate(real_of(file), size);
}
int sync_file(sqlite3_file* file, int) {
  const std::lock_guard lock(disk.mutex);
  if (!disk.goes_on()) return SQLITE_IOERR_FSYNC;
  if (!disk.lies) disk.files.erase(*file_of(file).path);
  return SQLITE_OK;
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int lock_file(sqlite3_file* file, int how) {
  return real_of(file)->pMethods->xLock(real_of(file), how);
}
int unlock_file(sqlite3_file* file, int how) {
  return real_of(file)->pMethods->xUnlock(real_of(file), how);
}
int check_lock(sqlite3_file* file, int* out) {
  return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}
int control(sqlite3_file* file, int what, void* with) {
  return real_of(file)->pMethods->xFileControl(real_of(file), what, with);
}
int sector_size(sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); }
// Nothing is promised of what was not synced.
int characteristics(sqlite3_file*) { return 0; }
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
  return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
}
int shm_lock(sqlite3_file* file, int at, int n, int how) {
  return real_of(file)->pMethods->xShmLock(real_of(file), at, n, how);
}
void shm_barrier(sqlite3_file* file) { real_of(file)->pMethods->xShmBarrier(real_of(file)); }
int shm_unmap(sqlite3_file* file, int remove) {
  return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

constexpr sqlite3_io_methods kMethods{
    2,         close_file,  read_file,  write_file, truncate_file, sync_file,       file_size,
    lock_file, unlock_file, check_lock, control,    sector_size,   characteristics, shm_map,
    shm_lock,  shm_barrier, shm_unmap,  nullptr,    nullptr};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  auto& ours = file_of(file);
  ours.base.pMethods = nullptr;
  const int result = usual->xOpen(usual, path, ours.real(), flags, out_flags);
  if (result != SQLITE_OK) return result;
  ours.path = new std::string(path ? path : "");
  ours.base.pMethods = &kMethods;
  return SQLITE_OK;
}
int delete_file(sqlite3_vfs*, const char* path, int sync) {
  const std::lock_guard lock(disk.mutex);
  if (!disk.goes_on()) return SQLITE_IOERR_DELETE;
  disk.files.erase(path);
  return usual->xDelete(usual, path, sync);
}

sqlite3_vfs ours;

void put_back(const std::string& path, const std::vector<Unsynced>& writes,
              const std::function<bool()>& survives) {
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  for (auto write = writes.rbegin(); write != writes.rend(); ++write) {
    if (pwrite(file, write->before.data(), write->before.size(), write->offset) < 0) break;
    if (ftruncate(file, write->size_before) != 0) break;
  }
  for (const auto& write : writes)
    if (survives() && pwrite(file, write.after.data(), write.after.size(), write.offset) < 0) break;
  ::close(file);
}

}  // namespace

ForgetfulDisk::ForgetfulDisk() {
  usual = sqlite3_vfs_find(nullptr);
  ours = *usual;
  ours.zName = "forgetful";
  ours.szOsFile = static_cast<int>(sizeof(File)) + usual->szOsFile;
  ours.xOpen = open_file;
  ours.xDelete = delete_file;
  sqlite3_vfs_register(&ours, 1);
}

ForgetfulDisk::~ForgetfulDisk() { sqlite3_vfs_unregister(&ours); }

void ForgetfulDisk::cut_after(int n) {
  const std::lock_guard lock(disk.mutex);
  disk.left = n;
}

bool ForgetfulDisk::is_cut() const {
  const std::lock_guard lock(disk.mutex);
  return disk.is_cut;
}

void ForgetfulDisk::lie(bool lies) {
  const std::lock_guard lock(disk.mutex);
  disk.lies = lies;
}

void ForgetfulDisk::come_back(const std::function<bool()>& survives) {
  const std::lock_guard lock(disk.mutex);
  for (const auto& [path, writes] : disk.files) put_back(path, writes, survives);
  disk.files.clear();
  disk.is_cut = false;
  disk.left = -1;
}

}  // namespace tests
