// A day and a time of day: the browser's own inputs, which know each country's way of writing them.
#pragma once
#include "ui/frame.hpp"

namespace ui {

struct DateTimeSpec {
  std::string label;                             // of both
  std::string date, time;                        // as HTML writes them: 2026-11-22, 18:30; or empty
  std::string date_error = {}, time_error = {};  // error codes, or empty
  bool disabled = false;
};

struct DateTimeResult {
  const std::string* date = nullptr;  // just chosen, or null
  const std::string* time = nullptr;
  NodeId first = 0;  // where an error summary leads
};
DateTimeResult date_time(Frame& f, Column& c, std::string_view key, const DateTimeSpec& spec);

}  // namespace ui
