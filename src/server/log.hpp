// What the server says of itself while it runs: sentences for a person at a terminal, or one JSON
// object a line for programs. Never who asked, nothing of an address but its pattern, and nothing
// that people wrote.
#pragma once
#include <functional>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "server/system_clock.hpp"

namespace server {

enum class Level { info, warning, error };
std::string_view to_text(Level level);

// text: notes and failures; json: these and every request; off: nothing.
enum class LogForm { text, json, off };
std::optional<LogForm> log_form(std::string_view text);

// `about` is a word for programs ("storage", "note"), `sentence` is for people.
using Tell = std::function<void(Level level, std::string_view about, std::string_view sentence)>;
// For who is given nothing better: one line on standard error.
void tell_on_terminal(Level level, std::string_view about, std::string_view sentence);

// An answer, as the log tells it.
struct Answered {
  std::string_view request_id;
  std::string_view method, route;  // of bounded sets: "GET", "/api/v1/places/*"
  int status = 0;
  double duration_ms = 0;
  std::size_t bytes = 0;  // of the body
};

class Log {
 public:
  // `out` must outlive this.
  Log(LogForm form, Clock clock, std::ostream& out)
      : form_(form), clock_(std::move(clock)), out_(out) {}

  // All of these from any thread.
  void tell(Level level, std::string_view about, std::string_view sentence,
            std::string_view request_id = {});
  void answered(const Answered& answered);
  bool tells_requests() const { return form_ == LogForm::json; }

  Tell teller() {
    return [this](Level level, std::string_view about, std::string_view sentence) {
      tell(level, about, sentence);
    };
  }

 private:
  void write(const std::string& line);

  LogForm form_;
  Clock clock_;
  std::mutex mutex_;
  std::ostream& out_;
};

}  // namespace server
