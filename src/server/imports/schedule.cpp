#include "server/imports/schedule.hpp"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/imports/json_text.hpp"
#include "server/imports/report.hpp"

namespace imports {
namespace {

using nlohmann::json;
using server::Level;

base::Error malformed(std::string where, std::string detail) {
  return {"schedule.malformed", std::move(where), std::move(detail)};
}

// One member after the other; remembers the first thing that is wrong.
class Members {
 public:
  Members(const json& object, std::string where) : object_(object), where_(std::move(where)) {
    if (!object.is_object()) fail("", "it is not an object");
  }

  std::string text(const std::string& name) {
    const json& value = take(name);
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_null()) fail(name, "it is not a text");
    return {};
  }
  bool flag(const std::string& name) {
    const json& value = take(name);
    if (!value.is_boolean() && !value.is_null()) fail(name, "it is neither true nor false");
    return value.is_boolean() && value.get<bool>();
  }
  std::int64_t number(const std::string& name, std::int64_t absent, std::int64_t most) {
    const json& value = take(name);
    if (value.is_null()) return absent;
    if (value.is_number_integer() && value >= 1 && value <= most) return value.get<std::int64_t>();
    fail(name, "it is not a whole number from 1 to " + std::to_string(most));
    return absent;
  }
  const json& list(const std::string& name) {
    const json& value = take(name);
    if (!value.is_array()) fail(name, "it is not a list");
    return value;
  }
  void no_others() {
    if (!object_.is_object()) return;
    for (const auto& [name, value] : object_.items())
      if (std::ranges::find(taken_, name) == taken_.end()) fail(name, "there is no such member");
  }
  void fail(const std::string& name, std::string detail) {
    if (!failure_) failure_ = malformed(where_ + name, std::move(detail));
  }
  const std::optional<base::Error>& failure() const { return failure_; }

 private:
  const json& take(const std::string& name) {
    static const json nothing;
    taken_.push_back(name);
    return object_.is_object() && object_.contains(name) ? object_[name] : nothing;
  }

  const json& object_;
  std::string where_;
  std::vector<std::string> taken_;
  std::optional<base::Error> failure_;
};

base::Result<ScheduledSource> source_of(const json& object, const std::string& where,
                                        const std::filesystem::path& folder) {
  constexpr std::int64_t kYear_h = 366 * 24;
  Members members(object, where + '.');
  ScheduledSource source;
  source.url = members.text("url");
  if (source.url.empty()) members.fail("url", "it is missing");
  source.every_ms = members.number("every_hours", 24, kYear_h) * base::kHourMs;
  source.allows_shrinking = members.flag("allow_shrinking");
  source.options.defaults.source = members.text("source");
  source.options.defaults.licence = members.text("licence");
  source.options.defaults.attribution = members.text("attribution");
  const auto format = members.text("format"), mapping = members.text("mapping");
  source.options.format = format.empty() ? format_of(source.url) : format_named(format);
  if (!source.options.format) members.fail("format", "there is no format \"" + format + '"');
  if (!mapping.empty()) {
    auto read = read_mapping((folder / mapping).string());
    if (!read)
      members.fail("mapping", mapping + ' ' + read.error().where + ": " + read.error().detail);
    else
      source.options.mapping = *std::move(read);
  }
  const bool names_source = !source.options.defaults.source.empty() || !mapping.empty() ||
                            source.options.format != Format::geojson;
  if (!names_source) members.fail("source", "it is missing, and no mapping names it");
  members.no_others();
  if (members.failure()) return *members.failure();
  return source;
}

}  // namespace

base::Result<Schedule> read_schedule(const std::string& path) {
  const auto text = read_text(path);
  if (!text) return text.error();
  const auto parsed = parse_json(without_mark(*text), "schedule.malformed");
  if (!parsed) return parsed.error();
  Members members(*parsed, "");
  Schedule schedule;
  for (const auto& host : members.list("hosts")) {
    if (!host.is_string())
      members.fail("hosts", "a host is a text");
    else
      schedule.rules.hosts.push_back(host.get<std::string>());
  }
  schedule.rules.allows_private = members.flag("private_addresses");
  schedule.rules.most_bytes =
      static_cast<std::size_t>(members.number("most_mb", 100, kFileMax_bytes >> 20)) << 20;
  schedule.rules.within_s = members.number("within_s", 300, 3600);
  const auto folder = std::filesystem::path(path).parent_path();
  for (const auto& object : members.list("sources")) {
    const auto where = "sources[" + std::to_string(schedule.sources.size()) + ']';
    auto source = source_of(object, where, folder);
    if (!source) return source.error();
    schedule.sources.push_back(*std::move(source));
  }
  members.no_others();
  if (members.failure()) return *members.failure();
  return schedule;
}

ScheduledEnd import_source(const ScheduledSource& source, const FetchRules& rules,
                           FileVersion& known, storage::Storage& storage, base::Instant now,
                           server::Log& log, const std::stop_token& stop) {
  const auto failed = [&](const base::Error& error) {
    log.tell(Level::error, "import", source.url + ": " + error.detail);
    return ScheduledEnd::failed;
  };
  auto fetched = fetch(source.url, known, rules, stop);
  if (!fetched) return failed(fetched.error());
  if (fetched->is_unchanged) return ScheduledEnd::unchanged;
  auto options = source.options;
  options.defaults.last_checked = base::to_rfc3339(now);
  const auto places = read_bytes(fetched->bytes, *options.format, options);
  if (!places) return failed(places.error());
  const ImportOptions how{now, true, source.allows_shrinking, false};
  const auto report = import_places(storage, *places, how, [](std::size_t) {});
  if (!report) return failed(report.error());
  known = fetched->version;  // of what was taken in: what failed is read again
  log.tell(
      Level::info, "import",
      source.url + ": " + to_text(*report) + ", closed " + std::to_string(report->closed.size()));
  const bool has_news = report->taken + report->updated + report->closed.size() > 0;
  return has_news ? ScheduledEnd::changed : ScheduledEnd::unchanged;
}

Scheduler::Scheduler(Schedule schedule, storage::Storage& storage, Clock clock, server::Log& log,
                     std::function<void(ScheduledEnd)> told)
    : schedule_(std::move(schedule)),
      storage_(storage),
      clock_(std::move(clock)),
      log_(log),
      told_(std::move(told)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Scheduler::run(const std::stop_token& stop) {
  constexpr std::chrono::seconds kLook(30);  // the clock may be set while we wait
  struct Due {
    base::Instant at;
    FileVersion known;
  };
  std::vector<Due> due(schedule_.sources.size(), {clock_(), {}});
  std::mutex mutex;
  std::condition_variable_any woken;
  while (!stop.stop_requested()) {
    for (std::size_t i = 0; i < due.size() && !stop.stop_requested(); ++i) {
      const auto now = clock_();
      if (now < due[i].at) continue;
      const auto& source = schedule_.sources[i];
      due[i].at = {now.unix_ms + source.every_ms};
      try {
        told_(import_source(source, schedule_.rules, due[i].known, storage_, now, log_, stop));
      } catch (const std::exception& error) {
        log_.tell(Level::error, "import", source.url + ": " + error.what());
        told_(ScheduledEnd::failed);
      }
    }
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, kLook, [] { return false; });
  }
}

}  // namespace imports
