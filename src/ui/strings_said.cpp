#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/strings.hpp"

// Numbers, distances and times as they are said.
namespace ui {
namespace {

constexpr std::size_t kMostWritten = 1000;

}  // namespace

const std::string& Said::written(NumberForm form, double value) const {
  // Values are whole, or tenths.
  const auto key =
      static_cast<std::uint64_t>(std::llround(value * 10)) * 16 + static_cast<std::uint64_t>(form);
  if (written_.size() >= kMostWritten && !written_.contains(key)) written_.clear();
  const auto [it, fresh] = written_.try_emplace(key);
  if (fresh) it->second = numbers_->written(form, value, code_of(language_));
  return it->second;
}

std::string Said::counted(std::size_t n, const Counted& what) const {
  return fill(is_many(language_, n) ? what.many : what.one, {{"n", number(n)}});
}

std::string Said::number(std::size_t n) const {
  return written(NumberForm::plain, static_cast<double>(n));
}

std::string Said::distance(double metres) const {
  if (metres < 995)
    return written(NumberForm::metres, std::max(10.0, std::round(metres / 10) * 10));
  const double km = metres / 1000;
  return written(NumberForm::kilometres, km < 10 ? std::round(km * 10) / 10 : std::round(km));
}

std::string Said::walk(int minutes) const { return written(NumberForm::minutes, minutes); }
std::string Said::walk_said(int minutes) const {
  return fill(words().walk_said, {{"time", walk(minutes)}});
}

std::string Said::ago(app::Age age) const {
  const int n = std::max(age.number, 0);
  switch (age.unit) {
    case app::AgeUnit::now: return words().just_now;
    case app::AgeUnit::minutes: return written(NumberForm::minutes_ago, n);
    case app::AgeUnit::hours: return written(NumberForm::hours_ago, n);
    case app::AgeUnit::days: return written(NumberForm::days_ago, n);
    case app::AgeUnit::weeks: return written(NumberForm::weeks_ago, n);
    case app::AgeUnit::months: return written(NumberForm::months_ago, n);
    case app::AgeUnit::years: return written(NumberForm::years_ago, n);
  }
  return "";
}

std::string Said::places_and_actions(std::size_t places, std::size_t actions) const {
  const Words& w = words();
  if (actions == 0) return counted(places, w.places_count);
  if (places == 0) return counted(actions, w.actions_count);
  return fill(w.places_and_actions, {{"places", counted(places, w.places_count)},
                                     {"actions", counted(actions, w.actions_count)}});
}

std::string Said::items(std::size_t n) const {
  return n == 0 ? words().items_none : counted(n, words().items_count);
}
std::string Said::found(std::size_t n) const {
  return n == 0 ? words().found_none : counted(n, words().found_count);
}

std::string Said::checked(int days_ago) const {
  if (days_ago <= 0) return words().checked_today;
  const app::Age age = days_ago < 60 ? app::Age{app::AgeUnit::days, days_ago}
                                     : app::Age{app::AgeUnit::months, days_ago / 30};
  return fill(words().checked, {{"ago", ago(age)}});
}

std::string Said::waiting_commands(std::size_t n) const {
  return counted(n, words().waiting_count);
}
std::string Said::errors_to_mend(std::size_t n) const { return counted(n, words().errors_count); }
std::string Said::characters_left(std::size_t n) const {
  return counted(n, words().characters_count);
}

std::string Said::left_out(std::size_t n) const { return counted(n, words().hours_unknown_count); }

std::string Said::awaited_for_paper(std::size_t n) const {
  return counted(n, words().print_awaited);
}
std::string Said::missing_on_paper(std::size_t n) const {
  return counted(n, words().print_missing);
}
std::string Said::beyond_paper(std::size_t n) const { return counted(n, words().print_beyond); }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty() && !part.empty()) all += between;
    all += part;
  }
  return all;
}

std::string phone_as_said(std::string_view e164) {
  constexpr std::size_t kDigits = 9;  // of a French number, without its first zero
  for (const std::string_view country : {"+33", "+262", "+590", "+594", "+596"}) {
    if (!e164.starts_with(country) || e164.size() != country.size() + kDigits) continue;
    const auto national = e164.substr(country.size());
    std::string said = "0" + std::string(national.substr(0, 1));
    for (std::size_t at = 1; at < kDigits; at += 2)
      said += "\u00a0" + std::string(national.substr(at, 2));
    return said;
  }
  return std::string(e164);
}

}  // namespace ui
