#include "server/hours_command.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "server/hours_cases.hpp"
#include "server/options.hpp"

namespace server {
namespace {

int fail(const std::string& sentence) {
  std::cerr << "entourage-server hours: " << sentence << '\n';
  return 1;
}

struct Score {
  std::size_t equal = 0, all = 0;
  void count(bool is_equal) {
    ++all;
    equal += is_equal;
  }
};

std::string to_text(const Score& score) {
  return std::to_string(score.equal) + " of " + std::to_string(score.all);
}

std::string percent(const Score& score) {
  char text[32];
  const auto all = static_cast<double>(score.all);
  std::snprintf(text, sizeof text, "%.2f %%",
                score.all == 0 ? 100.0 : 100.0 * static_cast<double>(score.equal) / all);
  return text;
}

struct Scores {
  Score states, rejected, next_changes;
};

std::string_view name_of(rules::HoursState state) {
  switch (state) {
    case rules::HoursState::closed: return "closed";
    case rules::HoursState::open: return "open";
    case rules::HoursState::unknown: return "unknown";
  }
  return {};
}

std::string text_of(const std::optional<base::Instant>& at) {
  return at ? base::to_rfc3339(*at) : "never";
}

// A difference is one line: the value, what we say, what the file says.
void tell(const std::string& value, std::string_view ours, std::string_view theirs) {
  std::cout << value << "\n  " << ours << ", not " << theirs << '\n';
}

void compare(const rules::OpeningHours& hours, const HoursCase& one, const HoursCases& file,
             Scores& scores) {
  for (std::size_t i = 0; i < one.states.size(); ++i) {
    const auto state = rules::state_at(hours, file.locality, file.instants[i]).state;
    scores.states.count(state == one.states[i]);
    if (state != one.states[i])
      tell(one.value, "at " + text_of(file.instants[i]) + " " + std::string(name_of(state)),
           name_of(one.states[i]));
  }
  for (std::size_t i = 0; i < one.next_changes.size(); ++i) {
    const auto change = rules::next_change(hours, file.locality, file.instants[i]);
    const auto at = change ? std::optional(change->at) : std::nullopt;
    scores.next_changes.count(at == one.next_changes[i]);
    if (at != one.next_changes[i])
      tell(one.value, "after " + text_of(file.instants[i]) + " a change at " + text_of(at),
           text_of(one.next_changes[i]));
  }
}

void compare(const HoursCase& one, const HoursCases& file, Scores& scores) {
  const auto hours = rules::parse_opening_hours(one.value);
  if (one.is_rejected) {
    scores.rejected.count(!hours);
    if (hours) tell(one.value, "accepted", "rejected");
    return;
  }
  if (hours) return compare(*hours, one, file, scores);
  scores.states.all += one.states.size();
  scores.next_changes.all += one.next_changes.size();
  const auto& error = hours.error();
  tell(one.value, "rejected at byte " + error.where + " (" + error.code + ")", "accepted");
}

}  // namespace

std::string hours_help() {
  return "entourage-server hours FILE\n\n"
         "Reads a file of opening hours with what they are known to mean (docs/formats.md), prints "
         "where we differ and,\n"
         "last, how much is equal. Exit status: 0 whatever the differences, 1 when the file could "
         "not be read.\n";
}

int hours_command(const std::vector<std::string>& arguments) {
  const auto others = parse_flags(arguments, {});
  if (!others) return fail(others.error().detail);
  if (others->size() != 1) return fail("say which file: hours FILE.");
  const auto& path = others->front();
  std::ifstream stream(path, std::ios::binary);
  if (!stream || std::filesystem::is_directory(path)) return fail(path + " cannot be read.");
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  const auto file = read_hours_cases(text);
  if (!file) {
    const auto& where = file.error().where;
    return fail(path + (where.empty() ? "" : ", " + where) + ": " + file.error().detail);
  }
  Scores scores;
  for (const auto& one : file->cases) compare(one, *file, scores);
  std::cout << "hours: " << to_text(scores.states) << " states equal (" << percent(scores.states)
            << "), " << to_text(scores.rejected) << " rejected, next changes "
            << to_text(scores.next_changes) << std::endl;
  return 0;
}

}  // namespace server
