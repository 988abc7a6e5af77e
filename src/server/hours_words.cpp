#include "server/hours_words.hpp"

#include <array>

namespace server {
namespace {

constexpr int kHour = 60, kDay = 24 * kHour;
constexpr std::array kDays{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};
constexpr std::array kMonths{"janvier", "février", "mars",      "avril",   "mai",      "juin",
                             "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};

std::string french_time(int minute) {
  const int of_day = minute <= kDay ? minute : minute - kDay, rest = of_day % kHour;
  std::string said = std::to_string(of_day / kHour) + "\u00a0h";
  if (rest > 0) said += (rest < 10 ? "\u00a00" : "\u00a0") + std::to_string(rest);
  return said;
}

std::string french_when(const rules::Upcoming& next) {
  const std::string at = " à " + french_time(next.minute_of_day);
  switch (next.when) {
    case rules::UpcomingWhen::in_minutes:
      return "dans " + std::to_string(next.minutes) + "\u00a0min";
    case rules::UpcomingWhen::today: return at.substr(1);
    case rules::UpcomingWhen::tomorrow: return "demain" + at;
    case rules::UpcomingWhen::on_weekday:
      return kDays.at(static_cast<std::size_t>(next.weekday)) + at;
    case rules::UpcomingWhen::on_date:
      return "le " + std::to_string(next.date.day) + (next.date.day == 1 ? "er " : " ") +
             kMonths.at(next.date.month - 1) + at;
  }
  return "";
}

std::string french(const rules::HoursSpan& span) {
  std::string said;
  if (span.is_open_end)
    said = "à partir de " + french_time(span.from_min);
  else if (span.from_min == 0 && span.to_min == kDay)
    said = span.is_uncertain ? "" : "jour et nuit";
  else
    said = french_time(span.from_min) + " – " + french_time(span.to_min);
  if (span.is_uncertain && !span.is_open_end && span.comment.empty())
    said += said.empty() ? "à vérifier" : " (à vérifier)";
  if (!span.comment.empty()) said += said.empty() ? span.comment : " (" + span.comment + ')';
  return said;
}

}  // namespace

rules::OpenNow open_now(const model::Place& place, base::Instant now) {
  return rules::open_now(place.opening_hours, rules::locality_of(place.postal_code, place.at), now);
}

std::string french(const rules::OpenNow& now) {
  const auto until = [&](rules::UpcomingKind kind, const char* word) {
    return now.next && now.next->kind == kind ? word + french_when(*now.next) : std::string();
  };
  switch (now.state) {
    case rules::OpenState::open: return "Ouvert" + until(rules::UpcomingKind::closes, ", ferme ");
    case rules::OpenState::closed: return "Fermé" + until(rules::UpcomingKind::opens, ", ouvre ");
    case rules::OpenState::uncertain: return "Horaires incertains, mieux vaut appeler";
    case rules::OpenState::unsaid: return "";
  }
  return "";
}

std::string french(const rules::HoursDay& day) {
  std::string said;
  for (const auto& span : day.spans) said += (said.empty() ? "" : ", ") + french(span);
  if (said.empty()) said = "fermé";
  if (day.is_holiday) said += " (jour férié)";
  return std::string(kDays.at(static_cast<std::size_t>(day.weekday))) + "\u00a0: " + said;
}

}  // namespace server
