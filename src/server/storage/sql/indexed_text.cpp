#include "server/storage/sql/indexed_text.hpp"

#include "core/base/folding.hpp"
#include "server/storage/sql/rows.hpp"

namespace storage::sql {

IndexedText text_of(const model::Place& place) {
  return {base::fold(place.name),
          base::fold(place.address + ' ' + place.postal_code + ' ' + place.city),
          base::fold(place.description + ' ' + place.audience)};
}

IndexedText text_of(const model::Action& action) {
  return {base::fold(action.title), "", base::fold(action.text)};
}

void index_texts(soci::session& session, TextIndex& index) {
  using soci::into;
  using soci::use;
  std::vector<long long> numbers;
  long long number = 0;
  soci::statement places =
      (session.prepare << "SELECT number FROM place WHERE closed_since = ''", into(number));
  for_each_row(places, [&] { numbers.push_back(number); });
  PlaceRow place;
  soci::statement select_place =
      (select_places(session, "WHERE number = :number", place), use(number));
  for (const auto each : numbers) {
    number = each;
    for (bool more = select_place.execute(true); more; more = select_place.fetch())
      index.put(row_of_place(each), text_of(place.get()));
  }
  numbers.clear();
  soci::statement actions =
      (session.prepare << "SELECT number FROM action WHERE status = 'open'", into(number));
  for_each_row(actions, [&] { numbers.push_back(number); });
  ActionRow action;
  soci::statement select_action =
      (select_actions(session, "WHERE number = :number", action), use(number));
  for (const auto each : numbers) {
    number = each;
    for (bool more = select_action.execute(true); more; more = select_action.fetch())
      index.put(row_of_action(each), text_of(action.get()));
  }
}

}  // namespace storage::sql
