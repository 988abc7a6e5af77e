#include "server/opening_words.hpp"

#include <array>

namespace server {
namespace {

constexpr std::array kWeekdays{"lundi",    "mardi",  "mercredi", "jeudi",
                               "vendredi", "samedi", "dimanche"};
constexpr std::array kMonths{"janvier", "février", "mars",      "avril",   "mai",      "juin",
                             "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};

// "9 h", "9 h 05"
std::string time_said(int minute_of_day) {
  const int hour = minute_of_day / 60 % 24, minute = minute_of_day % 60;
  std::string said = std::to_string(hour) + " h";
  if (minute > 0) said += (minute < 10 ? " 0" : " ") + std::to_string(minute);
  return said;
}

std::string when_said(const rules::Upcoming& next) {
  const auto time = time_said(next.minute_of_day);
  switch (next.when) {
    case rules::UpcomingWhen::in_minutes: return "dans " + std::to_string(next.minutes) + " min";
    case rules::UpcomingWhen::today: return "à " + time;
    case rules::UpcomingWhen::tomorrow: return "demain à " + time;
    case rules::UpcomingWhen::on_weekday:
      return std::string(kWeekdays[static_cast<std::size_t>(next.weekday)]) + " à " + time;
    case rules::UpcomingWhen::on_date:
      return "le " + std::to_string(next.date.day) + " " + kMonths[next.date.month - 1] + " à " +
             time;
  }
  return time;
}

}  // namespace

rules::OpenNow open_now(const model::Place& place, base::Instant now) {
  if (place.opening_hours.empty()) return {};
  const auto hours = rules::parse_opening_hours(place.opening_hours);
  if (!hours) return {};
  return rules::open_now(*hours, rules::locality_of(place.postal_code, place.at), now);
}

std::string french(const rules::OpenNow& now) {
  const bool is_open = now.state == rules::OpenState::open;
  switch (now.state) {
    case rules::OpenState::unsaid: return "";
    case rules::OpenState::uncertain: return "Horaires incertains";
    case rules::OpenState::open:
    case rules::OpenState::closed: break;
  }
  std::string said = is_open ? "Ouvert" : "Fermé";
  const auto turns = is_open ? rules::UpcomingKind::closes : rules::UpcomingKind::opens;
  if (now.next && now.next->kind == turns)
    said += (is_open ? ", ferme " : ", ouvre ") + when_said(*now.next);
  return said;
}

}  // namespace server
