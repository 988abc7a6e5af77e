// Numbers about the server's running, for who keeps it: nothing in them is about a person. Counters
// are written from any thread, and read whole at /metrics.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/command.hpp"
#include "server/metrics_text.hpp"
#include "server/sending/carrier.hpp"

namespace imports {
enum class ScheduledEnd;
}

namespace server {

// What is true now, asked when somebody reads.
struct Gauges {
  std::size_t connections = 0, streams = 0, storage_waiting = 0;
  std::array<std::size_t, 2> outgoing_waiting{};  // by channel
};

class Metrics {
 public:
  // `routes`: the patterns of addresses, and what stands for all that has none.
  explicit Metrics(std::vector<std::string_view> routes);

  // `route` is a place in `routes`; `method` as label_of_method gives it.
  void answered(std::size_t route, std::string_view method, int status, double seconds);
  void decided(const model::Intent& intent, model::Verdict verdict);
  // One COMMIT of so many pieces of writing.
  void committed(std::size_t pieces, double seconds);
  void sent(sending::Channel channel, sending::Outcome outcome);
  void imported(imports::ScheduledEnd end);

  std::string text(const Gauges& gauges) const;
  std::string_view route_name(std::size_t route) const { return route_names_.at(route); }

 private:
  static constexpr std::size_t kMethods = 5, kClasses = 5, kOutcomes = 4;
  static constexpr std::array kSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                       0.05,   0.1,   0.25,   0.5,   1.0,  2.5};
  static constexpr std::array kPieces{1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0};
  using Count = std::atomic<std::uint64_t>;
  struct Route {
    std::array<std::array<Count, kClasses>, kMethods> answers{};
    Histogram<kSeconds.size()> seconds;
  };

  void add_requests(MetricsText& text) const;
  void add_commands(MetricsText& text) const;
  void add_storage(MetricsText& text, const Gauges& gauges) const;
  void add_imports(MetricsText& text) const;
  void add_sending(MetricsText& text, const Gauges& gauges) const;

  std::vector<std::string_view> route_names_, kind_names_;
  std::vector<std::unique_ptr<Route>> routes_;
  std::vector<std::array<Count, model::kVerdicts.size()>> commands_;
  Histogram<kPieces.size()> group_size_;
  Histogram<kSeconds.size()> commit_seconds_;
  std::array<std::array<Count, kOutcomes>, 2> sent_{};
  std::array<Count, 3> imported_{};
};

// "GET", "HEAD", "POST", "DELETE", and "OTHER" for whatever else somebody may think of.
std::string_view label_of_method(std::string_view method);

}  // namespace server
