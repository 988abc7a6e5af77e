#include "server/storage/sql/events.hpp"

#include "server/storage/sql/transaction.hpp"

namespace storage::sql {

using soci::into;
using soci::use;

namespace {

struct EventRow {
  long long number = 0;
  std::string id, title, text, organizer_id, first_name, association_id;
  double lat = 0, lon = 0;
  long long starts_ms = 0, ends_ms = 0, seats = 0, taken = 0, waiting = 0;

  model::Event get() const {
    const auto event = base::parse_id<model::EventId>(id);
    const auto organizer = base::parse_id<model::PersonId>(organizer_id);
    if (!event || !organizer) throw Failure("the database holds an id that is none: " + id);
    return {*event,
            title,
            text,
            {*organizer, first_name},
            base::parse_id<model::AssociationId>(association_id),
            {lat, lon},
            {starts_ms},
            {ends_ms},
            seats,
            taken,
            waiting};
  }
};

std::optional<EventRow> find(soci::session& session, model::EventId id) {
  const auto wanted = base::to_text(id);
  EventRow row;
  session << "SELECT number, event.id, title, text, organizer_id, first_name, "
             "coalesce(association_id, ''), lat, lon, starts_ms, ends_ms, seats, "
             "(SELECT count(*) FROM event_seat WHERE event_number = event.number AND state = "
             "'taken'), "
             "(SELECT count(*) FROM event_seat WHERE event_number = event.number AND state = "
             "'waiting') "
             "FROM event JOIN account ON account.id = organizer_id WHERE event.id = :id",
      into(row.number), into(row.id), into(row.title), into(row.text), into(row.organizer_id),
      into(row.first_name), into(row.association_id), into(row.lat), into(row.lon),
      into(row.starts_ms), into(row.ends_ms), into(row.seats), into(row.taken), into(row.waiting),
      use(wanted);
  return row.number == 0 ? std::nullopt : std::optional(row);
}

EventRow known(soci::session& session, model::EventId id) {
  const auto row = find(session, id);
  if (!row) throw Failure("no such event: " + base::to_text(id));
  return *row;
}

}  // namespace

std::optional<model::Event> event_of(soci::session& session, model::EventId id) {
  const auto row = find(session, id);
  return row ? std::optional(row->get()) : std::nullopt;
}

std::optional<model::Seat> seat_of(soci::session& session, model::EventId event,
                                   model::PersonId person) {
  const auto wanted = base::to_text(event), account = base::to_text(person);
  std::string state;
  session << "SELECT state FROM event_seat JOIN event ON event.number = event_number "
             "WHERE event.id = :event AND account_id = :account",
      into(state), use(wanted), use(account);
  if (state.empty()) return std::nullopt;
  return state == "taken" ? model::Seat::taken : model::Seat::waiting;
}

void Writing::add_event(const model::Event& event, base::Instant created) {
  const auto id = base::to_text(event.id), organizer = base::to_text(event.organizer.id);
  const auto association = event.association ? base::to_text(*event.association) : std::string{};
  soci::indicator has_association = event.association ? soci::i_ok : soci::i_null;
  const long long starts_ms = event.starts.unix_ms, ends_ms = event.ends.unix_ms,
                  seats = event.seats, created_ms = created.unix_ms;
  session_ << "INSERT INTO event (id, title, text, organizer_id, association_id, lat, lon, "
              "starts_ms, ends_ms, seats, created_ms) VALUES (:id, :title, :text, :organizer, "
              ":association, :lat, :lon, :starts, :ends, :seats, :created)",
      use(id), use(event.title), use(event.text), use(organizer), use(association, has_association),
      use(event.at.lat_deg), use(event.at.lon_deg), use(starts_ms), use(ends_ms), use(seats),
      use(created_ms);
}

model::Seat Writing::join_event(model::EventId event, model::PersonId person) {
  const auto row = known(session_, event);
  const auto account = base::to_text(person);
  const bool is_free = row.taken < row.seats;
  const std::string state = is_free ? "taken" : "waiting";
  session_ << "INSERT INTO event_seat (event_number, account_id, state) VALUES (:event, :account, "
              ":state)",
      use(row.number), use(account), use(state);
  return is_free ? model::Seat::taken : model::Seat::waiting;
}

void Writing::leave_event(model::EventId event, model::PersonId person) {
  const auto row = known(session_, event);
  const auto account = base::to_text(person);
  const auto had = seat_of(session_, event, person);
  session_ << "DELETE FROM event_seat WHERE event_number = :event AND account_id = :account",
      use(row.number), use(account);
  if (had != model::Seat::taken) return;
  session_ << "UPDATE event_seat SET state = 'taken' WHERE number = (SELECT min(number) FROM "
              "event_seat WHERE event_number = :event AND state = 'waiting')",
      use(row.number);
}

}  // namespace storage::sql
