#include "server/storage/sql/transaction.hpp"

#include "server/storage/sql/corrections.hpp"
#include "server/storage/sql/indexed_text.hpp"
#include "server/storage/sql/places.hpp"

namespace storage::sql {

using soci::into;
using soci::use;

// The statements of every import and of every command, with the variables they are bound to.
struct Writing::Prepared {
  explicit Prepared(soci::session& s)
      : find_place((select_places(s, "WHERE source = :source AND source_id = :source_id", found),
                    use(place.source), use(place.source_id))),
        place_number(
            (s.prepare << "SELECT number FROM place WHERE id = :id", into(number), use(place.id))),
        add_place((s.prepare << "INSERT INTO place (" << kPlaceColumns
                             << ") VALUES (:id, :source, :source_id, :name, :category, :lat, :lon, "
                                ":address, :postal_code, "
                                ":city, :phone, :website, :opening_hours, :hours_text, "
                                ":description, :audience, :access, "
                                ":languages, :animals, :wheelchair, :updated, :last_checked, "
                                ":attribution, :licence, :closed_since, :example) RETURNING number",
                   into(number), use(place.id), use(place.source), use(place.source_id),
                   use(place.name), use(place.category), use(place.lat), use(place.lon),
                   use(place.address), use(place.postal_code), use(place.city), use(place.phone),
                   use(place.website), use(place.opening_hours), use(place.hours_text),
                   use(place.description), use(place.audience), use(place.access),
                   use(place.languages), use(place.animals), use(place.wheelchair),
                   use(place.updated), use(place.last_checked), use(place.attribution),
                   use(place.licence), use(place.closed_since), use(place.example))),
        change_place(
            (s.prepare
                 << "UPDATE place SET name = :name, category = :category, lat = :lat, lon = :lon, "
                    "address = :address, postal_code = :postal_code, city = :city, phone = :phone, "
                    "website = :website, opening_hours = :opening_hours, hours_text = :hours_text, "
                    "description = :description, audience = :audience, access = :access, "
                    "languages = :languages, animals = :animals, wheelchair = :wheelchair, "
                    "updated = :updated, last_checked = :last_checked, attribution = :attribution, "
                    "licence = :licence, closed_since = :closed_since, example = :example WHERE id "
                    "= :id",
             use(place.name), use(place.category), use(place.lat), use(place.lon),
             use(place.address), use(place.postal_code), use(place.city), use(place.phone),
             use(place.website), use(place.opening_hours), use(place.hours_text),
             use(place.description), use(place.audience), use(place.access), use(place.languages),
             use(place.animals), use(place.wheelchair), use(place.updated), use(place.last_checked),
             use(place.attribution), use(place.licence), use(place.closed_since),
             use(place.example), use(place.id))),
        touch_place((s.prepare << "UPDATE place SET last_checked = :last_checked WHERE id = :id",
                     use(place.last_checked), use(place.id))),
        add_action(
            (s.prepare << "INSERT INTO action (id, kind, section, status, title, text, author_id, "
                          "lat, lon, "
                          "cell_height_deg, cell_width_deg, created_ms, updated_ms, outcome, "
                          "outcome_message, "
                          "example) VALUES (:id, :kind, :section, :status, :title, :text, "
                          ":author_id, :lat, :lon, "
                          ":height, :width, :created, :updated, :outcome, :message, :example) "
                          "RETURNING number",
             into(number), use(action.id), use(action.kind), use(action.section),
             use(action.status), use(action.title), use(action.text), use(action.author_id),
             use(action.lat), use(action.lon), use(action.cell_height_deg),
             use(action.cell_width_deg), use(action.created_ms), use(action.updated_ms),
             use(action.outcome), use(action.outcome_message), use(action.example))),
        action_number((s.prepare << "SELECT number FROM action WHERE id = :id", into(number),
                       use(action.id))),
        add_change(
            (s.prepare << "INSERT INTO change (kind, action_number) VALUES ('action.put', :number) "
                          "RETURNING sequence",
             into(sequence), use(number))),
        find_record((s.prepare << "SELECT body_hash, verdict, reason, field FROM command_record "
                                  "WHERE account_id = :account AND command_id = :command",
                     into(body_hash), into(verdict), into(reason), into(field), use(account),
                     use(command))),
        add_record(
            (s.prepare
                 << "INSERT INTO command_record (account_id, command_id, body_hash, verdict, "
                    "reason, field, "
                    "at_ms) VALUES (:account, :command, :hash, :verdict, :reason, :field, :at)",
             use(account), use(command), use(body_hash), use(verdict), use(reason), use(field),
             use(at_ms))) {}

  PlaceRow found, place;
  ActionRow action;
  long long number = 0, sequence = 0, at_ms = 0;
  std::string account, command, body_hash, verdict, reason, field;
  soci::statement find_place, place_number, add_place, change_place, touch_place, add_action,
      action_number, add_change, find_record, add_record;

  // True when there was a row. Fetched to the end, so that no statement keeps its snapshot.
  static bool one(soci::statement& statement) {
    if (!statement.execute(true)) return false;
    while (statement.fetch()) {}
    return true;
  }
};

Writing::Writing(soci::session& session, TextIndex& index)
    : Reading(session, index), prepared_(std::make_unique<Prepared>(session)) {}
Writing::~Writing() = default;

Put Writing::put_place(const model::Place& place, base::Instant at) {
  auto& p = *prepared_;
  p.place.set(place);
  if (!Prepared::one(p.find_place)) {
    Prepared::one(p.add_place);
    index_.put(row_of_place(p.number), text_of(place));
    return Put::taken;
  }
  const auto known = p.found.get();
  auto kept = place;
  kept.id = known.id;
  if (!says_the_same(known, kept)) {
    const auto holds = holds_of_place(session_, known.id);
    for (const auto& [held, told] : holds)
      if (text_of(place, told.field) != told.text) forget_hold(held, told.field);
    kept = as_held(known, std::move(kept), holds);
  }
  if (says_the_same(known, kept)) {
    p.place.id = p.found.id;
    if (known.last_checked != place.last_checked) p.touch_place.execute(true);
    return Put::unchanged;
  }
  add_history_of_import(session_, known, kept, at);
  rewrite_place(kept);
  return Put::updated;
}

void Writing::rewrite_place(const model::Place& place) {
  auto& p = *prepared_;
  p.place.set(place);
  p.change_place.execute(true);
  Prepared::one(p.place_number);
  const auto row = row_of_place(p.number);
  index_.forget(row);
  if (place.closed_since.empty()) index_.put(row, text_of(place));
}

void Writing::close_place(model::PlaceId id, base::Instant at) {
  auto& p = *prepared_;
  const auto before = place(id);
  if (!before) throw Failure("no such place: " + base::to_text(id));
  auto after = *before;
  after.closed_since = base::to_rfc3339(at);
  add_history_of_import(session_, *before, after, at);
  p.place.id = base::to_text(id);
  Prepared::one(p.place_number);
  session_ << "UPDATE place SET closed_since = :since WHERE id = :id", use(after.closed_since),
      use(p.place.id);
  index_.forget(row_of_place(p.number));
}

void Writing::add_place_link(const PlaceLink& link) { put_link(session_, link); }
void Writing::forget_place_link(const PlaceLink& link) { forget_link(session_, link); }

bool Writing::has_action(model::ActionId id) {
  prepared_->action.id = base::to_text(id);
  return Prepared::one(prepared_->action_number);
}

void Writing::add_action(const model::Action& action) {
  auto& p = *prepared_;
  p.action.set(action);
  Prepared::one(p.add_action);
  if (action.status == model::ActionStatus::open)
    index_.put(row_of_action(p.number), text_of(action));
}

long long Writing::number_of(model::ActionId id) {
  auto& p = *prepared_;
  p.action.id = base::to_text(id);
  if (!Prepared::one(p.action_number)) throw Failure("no such action: " + p.action.id);
  return p.number;
}

void Writing::close_action(model::ActionId id, model::ActionOutcome outcome,
                           std::string_view message, base::Instant at) {
  const long long number = number_of(id), at_ms = at.unix_ms;
  const std::string outcome_text(to_text(outcome)), message_text(message);
  session_ << "UPDATE action SET status = 'closed', outcome = :outcome, outcome_message = "
              ":message, updated_ms = :at "
              "WHERE number = :number",
      use(outcome_text), use(message_text), use(at_ms), use(number);
  index_.forget_with_words(row_of_action(number));
}

void Writing::suspend_action(model::ActionId id, base::Instant at) {
  const long long number = number_of(id), at_ms = at.unix_ms;
  session_ << "UPDATE action SET status = 'suspended', updated_ms = :at WHERE number = :number",
      use(at_ms), use(number);
  index_.forget_with_words(row_of_action(number));
}

void Writing::restore_action(model::ActionId id, base::Instant at) {
  const long long number = number_of(id), at_ms = at.unix_ms;
  session_ << "UPDATE action SET status = 'open', updated_ms = :at WHERE number = :number",
      use(at_ms), use(number);
  index_.put(row_of_action(number), text_of(*action(id)));
}

std::int64_t Writing::add_action_change(model::ActionId id) {
  number_of(id);
  Prepared::one(prepared_->add_change);
  has_news_ = true;
  return prepared_->sequence;
}

std::int64_t Writing::add_reload_change() {
  long long sequence = 0;
  session_ << "INSERT INTO change (kind) VALUES ('places.reloaded') RETURNING sequence",
      into(sequence);
  has_news_ = true;
  return sequence;
}

std::optional<CommandRecord> Writing::command_record(model::PersonId account, model::CommandId id) {
  auto& p = *prepared_;
  p.account = base::to_text(account);
  p.command = base::to_text(id);
  if (!Prepared::one(p.find_record)) return std::nullopt;
  const auto verdict = model::verdict(p.verdict);
  if (!verdict)
    throw Failure("the database holds a verdict this version does not know: " + p.verdict);
  return CommandRecord{p.body_hash, {id, *verdict, p.reason, p.field}};
}

void Writing::add_command_record(model::PersonId account, const CommandRecord& record,
                                 base::Instant at) {
  auto& p = *prepared_;
  p.account = base::to_text(account);
  p.command = base::to_text(record.answer.id);
  p.body_hash = record.body_hash;
  p.verdict = to_text(record.answer.verdict);
  p.reason = record.answer.reason;
  p.field = record.answer.where;
  p.at_ms = at.unix_ms;
  p.add_record.execute(true);
}

void Writing::put_code(const SignInCode& code) {
  const long long expires_ms = code.expires.unix_ms;
  session_ << "INSERT INTO sign_in_code (address_hash, code_hash, expires_ms, tries_left) VALUES "
              "(:a, :c, :e, :t) "
              "ON CONFLICT (address_hash) DO UPDATE SET code_hash = excluded.code_hash, expires_ms "
              "= excluded.expires_ms, "
              "tries_left = excluded.tries_left",
      use(code.address_hash), use(code.code_hash), use(expires_ms), use(code.tries_left);
}

std::optional<SignInCode> Writing::code(std::string_view address_hash) {
  SignInCode code{std::string(address_hash), "", {}, 0};
  long long expires_ms = 0;
  session_ << "SELECT code_hash, expires_ms, tries_left FROM sign_in_code WHERE address_hash = :a",
      into(code.code_hash), into(expires_ms), into(code.tries_left), use(code.address_hash);
  if (code.code_hash.empty()) return std::nullopt;
  code.expires = {expires_ms};
  return code;
}

void Writing::forget_code(std::string_view address_hash) {
  const std::string wanted(address_hash);
  session_ << "DELETE FROM sign_in_code WHERE address_hash = :a", use(wanted);
}

void Writing::add_account(const model::Account& account, std::string_view address,
                          base::Instant created, bool example) {
  const auto id = base::to_text(account.id);
  const std::string goal(to_text(account.goal)), contact(address);
  const long long created_ms = created.unix_ms;
  const int is_example = example ? 1 : 0;
  session_ << "INSERT INTO account (id, first_name, goal, created_ms, example) VALUES (:id, :name, "
              ":goal, :at, :example)",
      use(id), use(account.first_name), use(goal), use(created_ms), use(is_example);
  session_ << "INSERT INTO contact (address, account_id) VALUES (:address, :id)", use(contact),
      use(id);
}

void Writing::add_session(const Session& session, base::Instant created) {
  const auto account = base::to_text(session.account);
  const long long created_ms = created.unix_ms, expires_ms = session.expires.unix_ms;
  session_ << "INSERT INTO session (token_hash, account_id, created_ms, expires_ms, device) VALUES "
              "(:h, :a, :c, :e, :d)",
      use(session.token_hash), use(account), use(created_ms), use(expires_ms), use(session.device);
}

void Writing::end_session(std::string_view token_hash) {
  const std::string wanted(token_hash);
  session_ << "DELETE FROM session WHERE token_hash = :h", use(wanted);
}

void Writing::tidy(base::Instant now, std::int64_t changes_kept) {
  const long long now_ms = now.unix_ms, kept = changes_kept;
  session_ << "DELETE FROM sign_in_code WHERE expires_ms <= :now", use(now_ms);
  session_ << "DELETE FROM session WHERE expires_ms <= :now", use(now_ms);
  const long long forgotten_ms = now_ms - kCommandsKept_ms;
  session_ << "DELETE FROM command_record WHERE at_ms <= :forgotten", use(forgotten_ms);
  const long long decided_ms = now_ms - kCorrectionsKept_ms;
  session_ << "DELETE FROM correction WHERE status <> 'open' AND decided_ms <= :decided",
      use(decided_ms);
  session_ << "DELETE FROM outgoing WHERE expires_ms <= :now", use(now_ms);
  const long long today = now.unix_ms / base::kDayMs;
  session_ << "DELETE FROM sending_tally WHERE day < :today", use(today);
  session_ << "DELETE FROM change WHERE sequence <= (SELECT max(sequence) FROM change) - :kept",
      use(kept);
}

}  // namespace storage::sql
