// What people read. Words are the fixed texts, of assets/locale; Said makes sentences of them, in
// one language. A frame has both: f.words, f.said.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/state.hpp"
#include "app/vm/age.hpp"
#include "app/vm/map_vm.hpp"
#include "app/vm/place_vm.hpp"
#include "app/vm/shell_vm.hpp"
#include "core/rules/opening_week.hpp"
#include "ui/host.hpp"
#include "ui/words_generated.hpp"

namespace ui {

// Puts values where the words hold {name}.
std::string fill(std::string_view words,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values);

// Those that say something.
std::string joined(const std::vector<std::string>& parts, std::string_view between);
std::string phone_as_said(std::string_view e164);  // 06 39 98 12 34
bool has_error_sentence(std::string_view code);    // of its own

class Said {
 public:
  Said(Language language, Numbers& numbers) : language_(language), numbers_(&numbers) {}
  Language language() const { return language_; }
  const Words& words() const { return words_of(language_); }

  // Names of the product's lists
  const char* name_of(model::PlaceCategory category) const;
  const char* name_of(model::ActionSection section) const;
  const char* name_of(app::FilterChoice choice) const;
  const char* text_of(model::ActionSection section) const;  // what belongs in it
  std::string name_of(model::MarkerKind kind) const;        // "Se nourrir"; "Demande, Service"
  // By what data call them; what is not known here stays as it is.
  std::string language_name(std::string_view code) const;  // "fr": "français"
  std::string audience_text(std::string_view audience) const;
  std::string access_text(std::string_view access) const;
  std::string animals(app::YesNo animals, std::string_view words) const;  // empty when unknown
  std::string wheelchair(app::YesNo wheelchair, std::string_view words) const;

  // Numbers, as the browser writes them, with no-break spaces
  std::string number(std::size_t n) const;                                        // 12 345
  std::string distance(double metres) const;                                      // 350 m, 1,2 km
  std::string walk(int minutes) const;                                            // 6 min
  std::string walk_said(int minutes) const;                                       // 6 min à pied
  std::string ago(app::Age age) const;                                            // il y a 2 jours
  std::string places_and_actions(std::size_t places, std::size_t actions) const;  // 12 lieux et…
  std::string items(std::size_t n) const;   // 48 lieux et actions
  std::string found(std::size_t n) const;   // 3 résultats
  std::string checked(int days_ago) const;  // Vérifié il y a 12 jours
  std::string waiting_commands(std::size_t n) const;
  std::string errors_to_mend(std::size_t n) const;
  std::string characters_left(std::size_t n) const;
  std::string left_out(std::size_t n) const;  // 5 lieux aux horaires inconnus ne sont pas montrés
  std::string awaited_for_paper(std::size_t n) const;
  std::string missing_on_paper(std::size_t n) const;
  std::string beyond_paper(std::size_t n) const;

  // Opening hours
  const char* name_of(base::Weekday day) const;                  // lundi
  const char* month_name(unsigned month) const;                  // 1 to 12
  std::string day_of_month(unsigned day) const;                  // 1er, 2
  std::string time_of_day(int minute) const;                     // 9 h, 19 h 30
  std::string span(const rules::HoursSpan& span) const;          // 9–12 h
  std::string day(const rules::HoursDay& day) const;             // 9–12 h, 14–18 h
  std::string week(const rules::OpeningWeek& week) const;        // lundi – vendredi : 9–12 h ; …
  std::string date(base::CivilDate date) const;                  // 5 janvier 2026
  std::string upcoming_time(const rules::Upcoming& next) const;  // dans 20 min, demain à 9 h
  std::string open_now(const rules::OpenNow& now) const;         // Ouvert, ferme dans 20 min

  // Sentences
  std::string error_sentence(std::string_view code) const;  // never empty
  std::string notice_sentence(app::Notice notice, std::string_view code) const;
  const char* notice_action(app::Notice notice) const;  // the word of its button
  std::string marker_name(const app::MapMarker& marker) const;
  std::string row_detail(model::MarkerKind kind, std::string_view detail) const;
  std::string document_title(std::string_view screen) const;

 private:
  std::string counted(std::size_t n, const Counted& what) const;
  const std::string& written(NumberForm form, double value) const;

  Language language_;
  Numbers* numbers_;
  // What was written before is not asked for again: a still frame asks for nothing.
  mutable std::unordered_map<std::uint64_t, std::string> written_;
};

}  // namespace ui
