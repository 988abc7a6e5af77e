#include "server/storage/sql/reader.hpp"

#include <deque>
#include <variant>

#include "server/storage/sql/corrections.hpp"
#include "server/storage/sql/events.hpp"
#include "server/storage/sql/indexed_text.hpp"
#include "server/storage/sql/people.hpp"
#include "server/storage/sql/places.hpp"
#include "server/storage/sql/text_search.hpp"

namespace storage::sql {
namespace {

using soci::into;
using soci::use;

long long number_of(soci::session& session, const char* query) {
  long long number = 0;
  session << query, into(number);
  return number;
}

model::Account account_of(const std::string& id, const std::string& first_name,
                          const std::string& goal_text) {
  const auto person = base::parse_id<model::PersonId>(id);
  const auto goal = model::goal(goal_text);
  if (!person || !goal)
    throw Failure("the database holds an account this version does not know: " + id);
  return {*person, first_name, *goal};
}

// Everybody is told that an action is suspended; its words are no longer everybody's.
model::Action as_told(model::Action action) {
  if (action.status != model::ActionStatus::suspended) return action;
  action.title.clear();
  action.text.clear();
  action.author.first_name.clear();
  return action;
}

// Of rows of the text index, what is_wanted, by the numbers of their own tables.
std::vector<long long> own_numbers(const std::vector<long long>& rows,
                                   bool (*is_wanted)(long long)) {
  std::vector<long long> numbers;
  for (const auto row : rows)
    if (is_wanted(row)) numbers.push_back(own_number(row));
  return numbers;
}

// The rows with these numbers, in this order.
std::string numbered(const std::vector<long long>& numbers) {
  std::string list, order;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto number = std::to_string(numbers[i]);
    list += (i == 0 ? "" : ", ") + number;
    order += " WHEN " + number + " THEN " + std::to_string(i);
  }
  return "WHERE number IN (" + list + ") ORDER BY CASE number" + order + " END";
}

}  // namespace

template <class Interface>
std::optional<model::Place> Reading<Interface>::place(model::PlaceId id) {
  const auto wanted = base::to_text(id);
  PlaceRow row;
  std::optional<model::Place> found;
  for_each_row((select_places(session_, "WHERE id = :id", row), use(wanted)),
               [&] { found = row.get(); });
  if (found) found->care = care_of(session_, id);
  return found;
}

template <class Interface>
std::optional<model::Action> Reading<Interface>::action(model::ActionId id) {
  const auto wanted = base::to_text(id);
  ActionRow row;
  std::optional<model::Action> found;
  for_each_row((select_actions(session_, "WHERE action.id = :id", row), use(wanted)),
               [&] { found = row.get(); });
  return found;
}

template <class Interface>
std::vector<model::Action> Reading<Interface>::latest_actions(std::size_t limit) {
  const auto most = static_cast<long long>(limit);
  ActionRow row;
  std::vector<model::Action> found;
  for_each_row(
      (select_actions(session_, "WHERE status = 'open' ORDER BY updated_ms DESC LIMIT :n", row),
       use(most)),
      [&] { found.push_back(row.get()); });
  return found;
}

template <class Interface>
std::vector<model::Place> Reading<Interface>::first_places(std::size_t limit) {
  const auto most = static_cast<long long>(limit);
  PlaceRow row;
  std::vector<model::Place> found;
  for_each_row(
      (select_places(session_, "WHERE closed_since = '' ORDER BY number LIMIT :n", row), use(most)),
      [&] { found.push_back(row.get()); });
  return found;
}

template <class Interface>
std::vector<model::Place> Reading<Interface>::places_with_hours(std::size_t limit) {
  const auto most = static_cast<long long>(limit);
  PlaceRow row;
  std::vector<model::Place> found;
  for_each_row((select_places(session_,
                              "WHERE closed_since = '' AND opening_hours <> '' "
                              "ORDER BY number LIMIT :n",
                              row),
                use(most)),
               [&] { found.push_back(row.get()); });
  return found;
}

template <class Interface>
std::vector<model::Place> Reading<Interface>::places_of_source(std::string_view source) {
  return of_source(session_, source);
}

template <class Interface>
std::vector<PlaceSpot> Reading<Interface>::place_spots() {
  return open_spots(session_);
}

template <class Interface>
std::vector<PlaceLink> Reading<Interface>::place_links() {
  return all_links(session_);
}

template <class Interface>
std::vector<model::Place> Reading<Interface>::places_like(model::PlaceId id) {
  return linked_to(session_, id);
}

template <class Interface>
std::vector<PlaceHold> Reading<Interface>::place_holds(std::string_view source) {
  return holds_of_source(session_, source);
}

template <class Interface>
std::vector<model::PlaceChange> Reading<Interface>::place_history(model::PlaceId id,
                                                                  std::size_t limit) {
  return history_of(session_, id, limit);
}

template <class Interface>
std::optional<model::Correction> Reading<Interface>::correction(model::CorrectionId id) {
  return correction_of(session_, id);
}

template <class Interface>
std::vector<model::Correction> Reading<Interface>::open_corrections() {
  return all_open_corrections(session_);
}

template <class Interface>
CorrectionCounts Reading<Interface>::open_correction_counts(model::PlaceId place) {
  return count_open_corrections(session_, place);
}

template <class Interface>
std::vector<model::Marker> Reading<Interface>::place_markers() {
  PlaceRow row;
  row.source = row.source_id = "-";
  std::vector<model::Marker> found;
  soci::statement statement =
      (session_.prepare << "SELECT id, name, category, lat, lon, address, city, postal_code, "
                           "opening_hours, access, audience, languages, wheelchair, animals "
                           "FROM place WHERE closed_since = ''",
       into(row.id), into(row.name), into(row.category), into(row.lat), into(row.lon),
       into(row.address), into(row.city), into(row.postal_code), into(row.opening_hours),
       into(row.access), into(row.audience), into(row.languages), into(row.wheelchair),
       into(row.animals));
  for_each_row(statement, [&] { found.push_back(model::marker_of(row.get())); });
  return found;
}

template <class Interface>
std::vector<model::Marker> Reading<Interface>::action_markers(base::Instant since) {
  const long long since_ms = since.unix_ms;
  ActionRow row;
  std::vector<model::Marker> found;
  for_each_row((select_actions(session_, "WHERE status = 'open' AND updated_ms >= :since", row),
                use(since_ms)),
               [&] { found.push_back(model::marker_of(row.get())); });
  return found;
}

template <class Interface>
std::vector<wire::Found> Reading<Interface>::search(std::string_view text, std::size_t limit) {
  const auto rows = sql::search(index_, text, limit);
  std::deque<model::Marker> places, actions;
  if (const auto numbers = own_numbers(rows, is_of_place); !numbers.empty()) {
    PlaceRow row;
    for_each_row(select_places(session_, numbered(numbers), row),
                 [&] { places.push_back(model::marker_of(row.get())); });
  }
  if (const auto numbers = own_numbers(rows, is_of_action); !numbers.empty()) {
    ActionRow row;
    for_each_row(select_actions(session_, numbered(numbers), row),
                 [&] { actions.push_back(model::marker_of(row.get())); });
  }
  std::vector<wire::Found> found;
  for (const auto row : rows) {
    auto& next = is_of_place(row) ? places : actions;
    if (next.empty()) continue;
    const auto& marker = next.front();
    found.push_back({marker.id, marker.kind, marker.title, marker.detail, marker.at});
    next.pop_front();
  }
  return found;
}

template <class Interface>
std::int64_t Reading<Interface>::last_sequence() {
  return number_of(session_, "SELECT coalesce(max(sequence), 0) FROM change");
}

template <class Interface>
std::int64_t Reading<Interface>::first_sequence() {
  return number_of(session_, "SELECT coalesce(min(sequence), 0) FROM change");
}

template <class Interface>
std::int64_t Reading<Interface>::last_reload_sequence() {
  return number_of(session_,
                   "SELECT coalesce(max(sequence), 0) FROM change WHERE kind = 'places.reloaded'");
}

template <class Interface>
std::vector<model::Change> Reading<Interface>::changes_since(std::int64_t since,
                                                             std::size_t limit) {
  struct Entry {
    long long sequence, action_number;
  };
  std::vector<Entry> entries;
  Entry entry{};
  const long long after = since;
  const auto most = static_cast<long long>(limit);
  soci::statement statement =
      (session_.prepare << "SELECT max(sequence) AS latest, coalesce(action_number, 0) FROM change "
                           "WHERE sequence > :since GROUP BY kind, action_number "
                           "ORDER BY latest LIMIT :n",
       into(entry.sequence), into(entry.action_number), use(after), use(most));
  for_each_row(statement, [&] { entries.push_back(entry); });
  std::vector<model::Change> changes;
  for (const auto& [sequence, action_number] : entries) {
    if (action_number == 0) {
      changes.push_back({sequence, model::PlacesReloaded{}});
      continue;
    }
    ActionRow row;
    for_each_row((select_actions(session_, "WHERE number = :n", row), use(action_number)),
                 [&] { changes.push_back({sequence, model::ActionPut{as_told(row.get())}}); });
  }
  return changes;
}

template <class Interface>
std::optional<KnownAccount> Reading<Interface>::account_of_contact(std::string_view address) {
  // SOCI keeps addresses of what it uses until the statement ends: never give it a temporary.
  const std::string wanted(address);
  std::string id, first_name, goal;
  int example = 0;
  session_ << "SELECT account.id, first_name, goal, example FROM contact JOIN account ON "
              "account.id = contact.account_id "
              "WHERE address = :address",
      into(id), into(first_name), into(goal), into(example), use(wanted);
  if (id.empty()) return std::nullopt;
  return KnownAccount{account_of(id, first_name, goal), example != 0};
}

template <class Interface>
std::optional<model::Account> Reading<Interface>::account_of_session(std::string_view token_hash,
                                                                     base::Instant now) {
  const std::string wanted(token_hash);
  const long long now_ms = now.unix_ms;
  std::string id, first_name, goal;
  session_ << "SELECT account.id, first_name, goal FROM session JOIN account ON account.id = "
              "session.account_id "
              "WHERE token_hash = :hash AND expires_ms > :now",
      into(id), into(first_name), into(goal), use(wanted), use(now_ms);
  if (id.empty()) return std::nullopt;
  return account_of(id, first_name, goal);
}

template <class Interface>
std::vector<Device> Reading<Interface>::devices(model::PersonId account, base::Instant now) {
  return devices_of(session_, account, now);
}

template <class Interface>
std::optional<model::Profile> Reading<Interface>::profile(model::PersonId person) {
  return profile_of(session_, person);
}

template <class Interface>
model::Standing Reading<Interface>::standing(model::PersonId person) {
  return standing_of(session_, person);
}

template <class Interface>
std::optional<model::Association> Reading<Interface>::association(model::AssociationId id) {
  return association_of(session_, id);
}

template <class Interface>
std::vector<model::Association> Reading<Interface>::associations_near(const model::Position& at,
                                                                      double radius_m,
                                                                      std::size_t limit) {
  return associations_near_to(session_, at, radius_m, limit);
}

template <class Interface>
bool Reading<Interface>::is_only_owner(model::AssociationId association, model::PersonId person) {
  return is_only_owner_of(session_, association, person);
}

template <class Interface>
std::optional<model::Event> Reading<Interface>::event(model::EventId id) {
  return event_of(session_, id);
}

template <class Interface>
std::optional<model::Seat> Reading<Interface>::seat(model::EventId event, model::PersonId person) {
  return seat_of(session_, event, person);
}

template <class Interface>
std::vector<AuditEntry> Reading<Interface>::audit(std::size_t limit) {
  return audit_of(session_, limit);
}

template <class Interface>
Counts Reading<Interface>::counts() {
  return {number_of(session_, "SELECT count(*) FROM place"),
          number_of(session_, "SELECT count(*) FROM account"),
          number_of(session_, "SELECT count(*) FROM action")};
}

template class Reading<Reader>;
template class Reading<Transaction>;

}  // namespace storage::sql
