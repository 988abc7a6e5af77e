#include "server/storage/sql/corrections.hpp"

#include <algorithm>

#include "core/rules/correction.hpp"
#include "core/wire/json.hpp"
#include "server/storage/sql/transaction.hpp"

namespace storage::sql {

using soci::into;
using soci::use;

namespace {

// SOCI reads and writes these; the rest of the code knows what they mean.
struct CorrectionRow {
  std::string id, place, changes, remark, status;
  long long suggested_ms = 0;

  model::Correction get() const {
    auto read = wire::field_changes_from_json(changes);
    if (!read) throw Failure("the database holds a correction that cannot be read: " + id);
    return {known(base::parse_id<model::CorrectionId>(id), id),
            known(base::parse_id<model::PlaceId>(place), place),
            *std::move(read),
            remark,
            {suggested_ms},
            known(model::correction_status(status), status)};
  }
};

soci::details::prepare_temp_type select_corrections(soci::session& session, const std::string& rest,
                                                    CorrectionRow& row) {
  return (session.prepare
              << "SELECT id, place_id, changes, remark, status, suggested_ms FROM correction "
              << rest,
          into(row.id), into(row.place), into(row.changes), into(row.remark), into(row.status),
          into(row.suggested_ms));
}

std::vector<PlaceHold> read_holds(soci::session& session, const std::string& rest,
                                  const std::string& parameter) {
  std::string place, field, told;
  std::vector<PlaceHold> holds;
  soci::statement statement =
      (session.prepare << "SELECT place_id, field, told FROM place_hold " << rest, into(place),
       into(field), into(told), use(parameter));
  for_each_row(statement, [&] {
    holds.push_back({known(base::parse_id<model::PlaceId>(place), place),
                     {known(model::place_field(field), field), told}});
  });
  return holds;
}

// The row of a place in place_care, made where there is none yet.
void ensure_care(soci::session& session, const std::string& id) {
  session << "INSERT INTO place_care (place_id) VALUES (:id) ON CONFLICT DO NOTHING", use(id);
}

}  // namespace

model::PlaceCare care_of(soci::session& session, model::PlaceId id) {
  const auto wanted = base::to_text(id);
  std::string association, name, hand, checked_name;
  long long checked_ms = 0, needs_ms = 0;
  model::PlaceCare care;
  model::PlaceNeeds needs;
  session << "SELECT coalesce(association_id, ''), coalesce(association.name, ''), checked_ms, "
             "checked_hand, checked_name, donations, volunteers, needs_ms FROM place_care "
             "LEFT JOIN association ON association.id = association_id WHERE place_id = :id",
      into(association), into(name), into(checked_ms), into(hand), into(checked_name),
      into(needs.donations), into(needs.volunteers), into(needs_ms), use(wanted);
  if (!association.empty())
    care.association = {known(base::parse_id<model::AssociationId>(association), association),
                        name};
  if (checked_ms != 0)
    care.checked = {{checked_ms}, {known(model::hand(hand), hand), checked_name}};
  needs.told = {needs_ms};
  if (!needs.donations.empty() || !needs.volunteers.empty()) care.needs = needs;
  return care;
}

std::vector<PlaceHold> holds_of_source(soci::session& session, std::string_view source) {
  return read_holds(session,
                    "JOIN place ON place.id = place_id WHERE place.source = :source "
                    "ORDER BY place_id, field",
                    std::string(source));
}

std::vector<PlaceHold> holds_of_place(soci::session& session, model::PlaceId id) {
  return read_holds(session, "WHERE place_id = :id ORDER BY field", base::to_text(id));
}

std::vector<model::PlaceChange> history_of(soci::session& session, model::PlaceId id,
                                           std::size_t limit) {
  const auto wanted = base::to_text(id);
  const auto most = static_cast<long long>(limit);
  std::string field, before, after, hand, name;
  long long at_ms = 0;
  std::vector<model::PlaceChange> history;
  soci::statement statement =
      (session.prepare << "SELECT at_ms, field, before, after, hand, hand_name FROM place_change "
                          "WHERE place_id = :id ORDER BY number DESC LIMIT :n",
       into(at_ms), into(field), into(before), into(after), into(hand), into(name), use(wanted),
       use(most));
  for_each_row(statement, [&] {
    history.push_back({{at_ms},
                       {known(model::place_field(field), field), before, after},
                       {known(model::hand(hand), hand), name}});
  });
  return history;
}

std::optional<model::Correction> correction_of(soci::session& session, model::CorrectionId id) {
  const auto wanted = base::to_text(id);
  CorrectionRow row;
  std::optional<model::Correction> found;
  for_each_row((select_corrections(session, "WHERE id = :id", row), use(wanted)),
               [&] { found = row.get(); });
  return found;
}

std::vector<model::Correction> all_open_corrections(soci::session& session) {
  CorrectionRow row;
  std::vector<model::Correction> found;
  soci::statement statement =
      select_corrections(session, "WHERE status = 'open' ORDER BY number", row);
  for_each_row(statement, [&] { found.push_back(row.get()); });
  return found;
}

CorrectionCounts count_open_corrections(soci::session& session, model::PlaceId place) {
  const auto wanted = base::to_text(place);
  long long of_place = 0, all = 0;
  session << "SELECT count(*) FROM correction WHERE place_id = :id AND status = 'open'",
      into(of_place), use(wanted);
  session << "SELECT count(*) FROM correction WHERE status = 'open'", into(all);
  return {of_place, all};
}

void add_history(soci::session& session, model::PlaceId id, const model::PlaceChange& line) {
  const auto place = base::to_text(id);
  const long long at_ms = line.at.unix_ms;
  const std::string field(to_text(line.change.field)), hand(to_text(line.by.hand));
  session << "INSERT INTO place_change (place_id, at_ms, field, before, after, hand, hand_name) "
             "VALUES (:place, :at, :field, :before, :after, :hand, :name)",
      use(place), use(at_ms), use(field), use(line.change.before), use(line.change.after),
      use(hand), use(line.by.name);
}

void add_history_of_import(soci::session& session, const model::Place& before,
                           const model::Place& after, base::Instant at) {
  for (const auto field : model::kPlaceFields) {
    auto was = text_of(before, field), is = text_of(after, field);
    if (was == is) continue;
    add_history(session, before.id,
                {at, {field, std::move(was), std::move(is)}, {model::Hand::import, before.source}});
  }
}

void hold(soci::session& session, model::PlaceId id,
          const std::vector<model::FieldChange>& changes) {
  const auto place = base::to_text(id);
  for (const auto& change : changes) {
    const std::string field(to_text(change.field));
    session << "INSERT INTO place_hold (place_id, field, told) VALUES (:id, :field, :told) "
               "ON CONFLICT DO NOTHING",
        use(place), use(field), use(change.before);
  }
}

void Writing::correct_place(model::PlaceId id, const std::vector<model::FieldChange>& changes,
                            const model::PublicHand& by, base::Instant at) {
  auto now = place(id);
  if (!now) throw Failure("no such place: " + base::to_text(id));
  const auto real = rules::effective(*now, changes);
  hold(session_, id, real);
  for (const auto& change : real) {
    set_text(*now, change.field, change.after, at);
    add_history(session_, id, {at, change, by});
  }
  rewrite_place(*now);
}

void Writing::forget_hold(model::PlaceId id, model::PlaceField field) {
  const auto place = base::to_text(id);
  const std::string name(to_text(field));
  session_ << "DELETE FROM place_hold WHERE place_id = :id AND field = :field", use(place),
      use(name);
}

void Writing::assign_place(model::PlaceId id, std::optional<model::AssociationId> association) {
  const auto place = base::to_text(id);
  const auto whose = association ? base::to_text(*association) : std::string{};
  soci::indicator has_one = association ? soci::i_ok : soci::i_null;
  ensure_care(session_, place);
  session_ << "UPDATE place_care SET association_id = :association WHERE place_id = :id",
      use(whose, has_one), use(place);
}

void Writing::check_place(model::PlaceId id, const model::PublicHand& by, base::Instant at) {
  const auto place = base::to_text(id), day = base::to_rfc3339(at);
  const long long at_ms = at.unix_ms;
  const std::string hand(to_text(by.hand));
  ensure_care(session_, place);
  session_ << "UPDATE place_care SET checked_ms = :at, checked_hand = :hand, checked_name = :name "
              "WHERE place_id = :id",
      use(at_ms), use(hand), use(by.name), use(place);
  session_ << "UPDATE place SET last_checked = :at WHERE id = :id", use(day), use(place);
}

void Writing::tell_needs(model::PlaceId id, const model::PlaceNeeds& needs) {
  const auto place = base::to_text(id);
  const long long told_ms = needs.told.unix_ms;
  ensure_care(session_, place);
  session_ << "UPDATE place_care SET donations = :donations, volunteers = :volunteers, "
              "needs_ms = :at WHERE place_id = :id",
      use(needs.donations), use(needs.volunteers), use(told_ms), use(place);
}

void Writing::add_correction(const model::Correction& correction) {
  const auto id = base::to_text(correction.id), place = base::to_text(correction.place),
             changes = wire::to_json(correction.changes);
  const long long suggested_ms = correction.suggested.unix_ms;
  session_ << "INSERT INTO correction (id, place_id, changes, remark, status, suggested_ms, "
              "decided_ms) VALUES (:id, :place, :changes, :remark, 'open', :at, 0)",
      use(id), use(place), use(changes), use(correction.remark), use(suggested_ms);
}

bool Writing::has_same_correction(const model::Correction& correction) {
  const auto place = base::to_text(correction.place), changes = wire::to_json(correction.changes);
  int same = 0;
  session_ << "SELECT count(*) FROM correction WHERE place_id = :place AND status = 'open' AND "
              "changes = :changes AND remark = :remark",
      into(same), use(place), use(changes), use(correction.remark);
  return same > 0;
}

void Writing::decide_correction(model::CorrectionId id, model::CorrectionStatus status,
                                base::Instant at) {
  const auto wanted = base::to_text(id);
  const std::string decided(to_text(status));
  const long long at_ms = at.unix_ms;
  session_
      << "UPDATE correction SET status = :status, remark = '', decided_ms = :at WHERE id = :id",
      use(decided), use(at_ms), use(wanted);
}

}  // namespace storage::sql
