#include "ui/strings.hpp"

#include <array>

// Opening hours as they are said.
namespace ui {
namespace {

constexpr int kHour = 60, kDay = 24 * kHour;

bool is_sharp(int minute) { return minute % kHour == 0; }

// 24 at the end of a day, 2 after it.
std::string hour_of(int minute) {
  return std::to_string(minute <= kDay ? minute / kHour : minute % kDay / kHour);
}

}  // namespace

const char* Said::name_of(base::Weekday day) const {
  const Words& w = words();
  const std::array days{w.day_monday, w.day_tuesday,  w.day_wednesday, w.day_thursday,
                        w.day_friday, w.day_saturday, w.day_sunday};
  return days.at(static_cast<std::size_t>(day));
}

const char* Said::month_name(unsigned month) const {
  const Words& w = words();
  const std::array months{w.january, w.february, w.march,     w.april,   w.may,      w.june,
                          w.july,    w.august,   w.september, w.october, w.november, w.december};
  return months.at(month - 1);
}

std::string Said::day_of_month(unsigned day) const {
  return day == 1 ? words().first_of_month : std::to_string(day);
}

std::string Said::time_of_day(int minute) const {
  const std::string rest = std::to_string(minute % kHour);
  return fill(is_sharp(minute) ? words().hour_sharp : words().hour_minutes,
              {{"h", hour_of(minute)}, {"m", rest.size() < 2 ? "0" + rest : rest}});
}

std::string Said::span(const rules::HoursSpan& span) const {
  const Words& w = words();
  const bool whole = span.from_min == 0 && span.to_min == kDay;
  if (span.is_uncertain && whole && !span.comment.empty()) return span.comment;
  std::string said;
  if (span.is_open_end)
    said = fill(w.hours_from, {{"from", time_of_day(span.from_min)}});
  else if (whole)
    said = span.is_uncertain ? "" : w.hours_whole_day;
  else if (is_sharp(span.from_min) && is_sharp(span.to_min))
    said =
        fill(w.hours_span_sharp, {{"from", hour_of(span.from_min)}, {"to", hour_of(span.to_min)}});
  else
    said = fill(w.hours_span,
                {{"from", time_of_day(span.from_min)}, {"to", time_of_day(span.to_min)}});
  const std::string note = !span.comment.empty()                    ? span.comment
                           : span.is_uncertain && !span.is_open_end ? w.hours_uncertain_short
                                                                    : "";
  if (note.empty()) return said;
  return said.empty() ? note : said + " (" + note + ')';
}

std::string Said::day(const rules::HoursDay& day) const {
  std::string said;
  for (const rules::HoursSpan& each : day.spans) said += (said.empty() ? "" : ", ") + span(each);
  if (said.empty()) said = words().hours_closed_day;
  return day.is_holiday ? said + " · " + words().hours_holiday : said;
}

// Days of the same hours are told together.
std::string Said::week(const rules::OpeningWeek& week) const {
  const Words& w = words();
  std::string said;
  for (std::size_t first = 0, last = 0; first < week.days.size(); first = last + 1) {
    const std::string hours = day(week.days[first]);
    last = first;
    while (last + 1 < week.days.size() && day(week.days[last + 1]) == hours) ++last;
    const char *from = name_of(week.days[first].weekday), *to = name_of(week.days[last].weekday);
    const std::string days = first == last ? from : fill(w.days_span, {{"from", from}, {"to", to}});
    said += (said.empty() ? "" : " · ") + fill(w.day_and_hours, {{"day", days}, {"hours", hours}});
  }
  return said;
}

std::string Said::date(base::CivilDate date) const {
  return fill(words().date_said, {{"day", day_of_month(date.day)},
                                  {"month", month_name(date.month)},
                                  {"year", std::to_string(date.year)}});
}

std::string Said::upcoming_time(const rules::Upcoming& next) const {
  const Words& w = words();
  const std::string time = time_of_day(next.minute_of_day);
  switch (next.when) {
    case rules::UpcomingWhen::in_minutes: return fill(w.when_in, {{"time", walk(next.minutes)}});
    case rules::UpcomingWhen::today: return fill(w.when_at, {{"time", time}});
    case rules::UpcomingWhen::tomorrow: return fill(w.when_tomorrow, {{"time", time}});
    case rules::UpcomingWhen::on_weekday:
      return fill(w.when_weekday, {{"day", name_of(next.weekday)}, {"time", time}});
    case rules::UpcomingWhen::on_date:
      return fill(w.when_date, {{"day", day_of_month(next.date.day)},
                                {"month", month_name(next.date.month)},
                                {"time", time}});
  }
  return "";
}

std::string Said::open_now(const rules::OpenNow& now) const {
  const Words& w = words();
  const auto told = [&](const char* plain, const char* until, rules::UpcomingKind kind) {
    if (!now.next || now.next->kind != kind) return std::string(plain);
    return fill(until, {{"when", upcoming_time(*now.next)}});
  };
  switch (now.state) {
    case rules::OpenState::open:
      return told(w.open_now, w.open_closes, rules::UpcomingKind::closes);
    case rules::OpenState::closed:
      return told(w.closed_now, w.closed_opens, rules::UpcomingKind::opens);
    case rules::OpenState::uncertain: return w.hours_uncertain;
    case rules::OpenState::unsaid: return w.hours_unknown;
  }
  return "";
}

}  // namespace ui
