#include "server/metrics.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/wire/json.hpp"
#include "server/version.hpp"

namespace server {
namespace {

constexpr std::array<std::string_view, 5> kMethodLabels{"GET", "HEAD", "POST", "DELETE", "OTHER"};
constexpr std::array<std::string_view, 5> kClassLabels{"1xx", "2xx", "3xx", "4xx", "5xx"};
constexpr std::array<std::string_view, 2> kChannelLabels{"email", "sms"};
constexpr std::array<std::string_view, 3> kEndLabels{"changed", "unchanged", "failed"};
constexpr std::array<std::string_view, 4> kOutcomeLabels{"sent", "refused", "expired", "later"};

void add_one(std::atomic<std::uint64_t>& count) { count.fetch_add(1, std::memory_order_relaxed); }
double value_of(const std::atomic<std::uint64_t>& count) {
  return static_cast<double>(count.load(std::memory_order_relaxed));
}

std::size_t place_of(sending::Outcome outcome) {
  switch (outcome) {
    case sending::Outcome::sent: return 0;
    case sending::Outcome::refused: return 1;
    case sending::Outcome::expired: return 2;
    case sending::Outcome::later: return 3;
  }
  return 3;
}

// The second number of /proc/self/statm (proc(5)): pages in memory.
double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double size = 0, resident = 0;
  file >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double open_files() {
  std::error_code ec;
  const std::filesystem::directory_iterator files("/proc/self/fd", ec);
  if (ec) return 0;
  return static_cast<double>(std::distance(begin(files), end(files)));
}

}  // namespace

std::string_view label_of_method(std::string_view method) {
  const auto found = std::ranges::find(kMethodLabels, method);
  return found == kMethodLabels.end() ? kMethodLabels.back() : *found;
}

Metrics::Metrics(std::vector<std::string_view> routes)
    : route_names_(std::move(routes)),
      kind_names_(wire::command_kinds()),
      commands_(kind_names_.size()) {
  for (std::size_t i = 0; i < route_names_.size(); ++i)
    routes_.push_back(std::make_unique<Route>());
}

void Metrics::answered(std::size_t route, std::string_view method, int status, double seconds) {
  auto& own = *routes_.at(route);
  const auto place = std::ranges::find(kMethodLabels, method) - kMethodLabels.begin();
  const auto status_class = static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1);
  add_one(own.answers.at(static_cast<std::size_t>(place)).at(status_class));
  own.seconds.observe(kSeconds, seconds);
}

void Metrics::decided(const model::Intent& intent, model::Verdict verdict) {
  const auto found = std::ranges::find(kind_names_, wire::kind_of(intent));
  if (found == kind_names_.end()) return;
  add_one(commands_[static_cast<std::size_t>(found - kind_names_.begin())].at(
      static_cast<std::size_t>(verdict)));
}

void Metrics::committed(std::size_t pieces, double seconds) {
  group_size_.observe(kPieces, static_cast<double>(pieces));
  commit_seconds_.observe(kSeconds, seconds);
}

void Metrics::sent(sending::Channel channel, sending::Outcome outcome) {
  add_one(sent_.at(static_cast<std::size_t>(channel)).at(place_of(outcome)));
}

void Metrics::imported(imports::ScheduledEnd end) {
  add_one(imported_.at(static_cast<std::size_t>(end)));
}

std::string Metrics::text(const Gauges& gauges) const {
  MetricsText text;
  text.family("entourage_build_info", "gauge", "The version that runs; always 1.");
  text.sample(1, {{"version", kVersion}});
  add_requests(text);
  text.family("entourage_connections_open", "gauge", "Open connections, streams among them.");
  text.sample(static_cast<double>(gauges.connections));
  text.family("entourage_streams_open", "gauge", "Open event streams.");
  text.sample(static_cast<double>(gauges.streams));
  add_commands(text);
  add_storage(text, gauges);
  add_sending(text, gauges);
  add_imports(text);
  text.family("process_resident_memory_bytes", "gauge", "Memory of the process in RAM.");
  text.sample(resident_bytes());
  text.family("process_open_fds", "gauge", "Open files and sockets of the process.");
  text.sample(open_files());
  return text.take();
}

// Addresses that were never asked for have no lines.
void Metrics::add_requests(MetricsText& text) const {
  text.family("entourage_http_requests_total", "counter",
              "Answers by pattern of the address, method and class of status.");
  for (std::size_t i = 0; i < routes_.size(); ++i)
    for (std::size_t method = 0; method < kMethods; ++method)
      for (std::size_t status = 0; status < kClasses; ++status)
        if (const auto count = value_of(routes_[i]->answers.at(method).at(status)); count > 0)
          text.sample(count, {{"route", route_names_[i]},
                              {"method", kMethodLabels.at(method)},
                              {"status", kClassLabels.at(status)}});
  text.family("entourage_http_request_duration_seconds", "histogram",
              "From the last byte of a request until its answer is ready to be written.");
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    bool is_asked = false;
    for (std::size_t place = 0; place <= kSeconds.size(); ++place)
      is_asked = is_asked || routes_[i]->seconds.count(place) > 0;
    if (is_asked) text.samples(kSeconds, routes_[i]->seconds, {{"route", route_names_[i]}});
  }
}

void Metrics::add_commands(MetricsText& text) const {
  text.family("entourage_commands_total", "counter", "Commands by kind and verdict.");
  for (std::size_t i = 0; i < commands_.size(); ++i)
    for (std::size_t verdict = 0; verdict < model::kVerdicts.size(); ++verdict)
      text.sample(value_of(commands_[i].at(verdict)),
                  {{"kind", kind_names_[i]}, {"verdict", to_text(model::kVerdicts.at(verdict))}});
}

void Metrics::add_storage(MetricsText& text, const Gauges& gauges) const {
  text.family("entourage_storage_queue_length", "gauge", "Pieces of writing that wait.");
  text.sample(static_cast<double>(gauges.storage_waiting));
  text.family("entourage_storage_group_size", "histogram",
              "Pieces of writing that share a COMMIT.");
  text.samples(kPieces, group_size_);
  text.family("entourage_storage_commit_duration_seconds", "histogram",
              "A group's transaction, from its BEGIN until it is on disk.");
  text.samples(kSeconds, commit_seconds_);
}

void Metrics::add_imports(MetricsText& text) const {
  text.family("entourage_imports_total", "counter",
              "What became of the sources that are read by schedule.");
  for (std::size_t i = 0; i < kEndLabels.size(); ++i)
    text.sample(value_of(imported_.at(i)), {{"end", kEndLabels.at(i)}});
}

void Metrics::add_sending(MetricsText& text, const Gauges& gauges) const {
  text.family("entourage_outgoing_waiting", "gauge",
              "Messages that wait to be sent; more than 1000 are not counted.");
  for (std::size_t i = 0; i < kChannelLabels.size(); ++i)
    text.sample(static_cast<double>(gauges.outgoing_waiting.at(i)),
                {{"channel", kChannelLabels.at(i)}});
  text.family("entourage_outgoing_tries_total", "counter",
              "What became of tries to send; later: it is tried again.");
  for (std::size_t i = 0; i < kChannelLabels.size(); ++i)
    for (std::size_t outcome = 0; outcome < kOutcomes; ++outcome)
      text.sample(value_of(sent_.at(i).at(outcome)),
                  {{"channel", kChannelLabels.at(i)}, {"outcome", kOutcomeLabels.at(outcome)}});
}

}  // namespace server
