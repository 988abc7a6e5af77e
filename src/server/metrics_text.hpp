// The text format of Prometheus (version 0.0.4): families of numbers with labels.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace server {

// Counts values by upper bounds. Values may come from any thread.
template <std::size_t kBounds>
class Histogram {
 public:
  void observe(const std::array<double, kBounds>& bounds, double value) {
    std::size_t i = 0;
    while (i < kBounds && value > bounds[i]) ++i;
    counts_[i].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(value, std::memory_order_relaxed);
  }
  // Of values in that place alone; the last place has no upper bound.
  std::uint64_t count(std::size_t place) const {
    return counts_[place].load(std::memory_order_relaxed);
  }
  double sum() const { return sum_.load(std::memory_order_relaxed); }

 private:
  std::array<std::atomic<std::uint64_t>, kBounds + 1> counts_{};
  std::atomic<double> sum_{0};
};

class MetricsText {
 public:
  using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  // Begins a family; its samples follow. `type`: counter, gauge or histogram.
  void family(std::string_view name, std::string_view type, std::string_view help);
  void sample(double value, Labels labels = {}) { line("", labels, {}, value); }
  template <std::size_t kBounds>
  void samples(const std::array<double, kBounds>& bounds, const Histogram<kBounds>& histogram,
               Labels labels = {}) {
    double all = 0;
    for (std::size_t i = 0; i <= kBounds; ++i) {
      all += static_cast<double>(histogram.count(i));
      line("_bucket", labels, i < kBounds ? number(bounds[i]) : "+Inf", all);
    }
    line("_sum", labels, {}, histogram.sum());
    line("_count", labels, {}, all);
  }

  std::string take() { return std::move(text_); }

 private:
  static std::string number(double value);
  void line(std::string_view suffix, Labels labels, std::string_view bound, double value);

  std::string name_, text_;
};

}  // namespace server
