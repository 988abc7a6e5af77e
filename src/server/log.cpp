#include "server/log.hpp"

#include <cmath>
#include <iostream>

#include "core/wire/json_writer.hpp"

namespace server {
namespace {

std::string line_for_people(std::string_view about, std::string_view sentence,
                            std::string_view request_id) {
  std::string line(about);
  line.append(": ").append(sentence);
  if (!request_id.empty()) line.append(" (request ").append(request_id).append(")");
  return line + '\n';
}

double in_microseconds(double milliseconds) { return std::round(milliseconds * 1000) / 1000; }

}  // namespace

std::string_view to_text(Level level) {
  switch (level) {
    case Level::info: return "info";
    case Level::warning: return "warning";
    case Level::error: return "error";
  }
  return "error";
}

std::optional<LogForm> log_form(std::string_view text) {
  if (text == "text") return LogForm::text;
  if (text == "json") return LogForm::json;
  if (text == "off") return LogForm::off;
  return std::nullopt;
}

void tell_on_terminal(Level, std::string_view about, std::string_view sentence) {
  std::cerr << line_for_people(about, sentence, {}) << std::flush;
}

void Log::tell(Level level, std::string_view about, std::string_view sentence,
               std::string_view request_id) {
  if (form_ == LogForm::off) return;
  if (form_ == LogForm::text) return write(line_for_people(about, sentence, request_id));
  wire::JsonWriter json;
  json.begin_object()
      .field_time("time", clock_())
      .field("level", to_text(level))
      .field("event", about)
      .field("text", sentence);
  if (!request_id.empty()) json.field("request_id", request_id);
  json.end_object();
  write(json.take() + '\n');
}

void Log::answered(const Answered& answered) {
  if (!tells_requests()) return;
  wire::JsonWriter json;
  json.begin_object()
      .field_time("time", clock_())
      .field("level", to_text(answered.status >= 500 ? Level::error : Level::info))
      .field("event", "request")
      .field("request_id", answered.request_id)
      .field("method", answered.method)
      .field("route", answered.route)
      .field("status", std::int64_t{answered.status})
      .field("duration_ms", in_microseconds(answered.duration_ms))
      .field("bytes", static_cast<std::int64_t>(answered.bytes))
      .end_object();
  write(json.take() + '\n');
}

// One write a line, so that lines of several threads do not mix.
void Log::write(const std::string& line) {
  const std::lock_guard lock(mutex_);
  out_ << line << std::flush;
}

}  // namespace server
