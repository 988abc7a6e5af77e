// Sources that are read again every so many hours, from the web, while the server runs.
#pragma once
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/result.hpp"
#include "server/imports/fetch.hpp"
#include "server/imports/import_file.hpp"
#include "server/imports/importer.hpp"
#include "server/log.hpp"

namespace imports {

struct ScheduledSource {
  std::string url;
  FileOptions options;
  std::int64_t every_ms = 0;
  bool allows_shrinking = false;
};

struct Schedule {
  FetchRules rules;
  std::vector<ScheduledSource> sources;
};

// The file of `serve --imports` (docs/operations.md); mappings are named from its folder. Codes:
// schedule.malformed (where: "line 3, byte 40", or the name of what is wrong), file.unreadable.
base::Result<Schedule> read_schedule(const std::string& path);

enum class ScheduledEnd { changed, unchanged, failed };

// Reads one source and takes it in. What went wrong, or what it gave, is told to `log`.
ScheduledEnd import_source(const ScheduledSource& source, const FetchRules& rules,
                           FileVersion& known, storage::Storage& storage, base::Instant now,
                           server::Log& log, const std::stop_token& stop);

// Reads each source at the start and then when it is due, one after the other, on a thread of its
// own, until it is destroyed. `told` is called from it after each.
class Scheduler {
 public:
  using Clock = std::function<base::Instant()>;
  Scheduler(Schedule schedule, storage::Storage& storage, Clock clock, server::Log& log,
            std::function<void(ScheduledEnd)> told);

 private:
  void run(const std::stop_token& stop);
  Schedule schedule_;
  storage::Storage& storage_;
  Clock clock_;
  server::Log& log_;
  std::function<void(ScheduledEnd)> told_;
  std::jthread thread_;
};

}  // namespace imports
