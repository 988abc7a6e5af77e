// A disk that loses, at a power cut, what was written and not yet synced.
#pragma once
#include <cstdint>
#include <functional>

namespace tests {

// While one lives, SQLite's files are on it. One at a time.
class ForgetfulDisk {
 public:
  ForgetfulDisk();
  ~ForgetfulDisk();
  ForgetfulDisk(const ForgetfulDisk&) = delete;
  ForgetfulDisk& operator=(const ForgetfulDisk&) = delete;

  // The power goes at the `n`th write or sync from now on: from there on nothing succeeds.
  void cut_after(int n);
  bool is_cut() const;
  // Whether a sync does what it says. A disk that lies about it is what the tests must notice.
  void lie(bool lies);
  // After the cut, when nobody has a file open any more: of each write that was not synced,
  // `survives` decides. The power is on again.
  void come_back(const std::function<bool()>& survives);
};

}  // namespace tests
