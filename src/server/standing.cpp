#include "server/standing.hpp"

#include "core/base/overloaded.hpp"

namespace server {
namespace {

// Gathers the facts of one intent. What a person is is asked only where it decides something: most
// commands are about oneself.
class Gathering {
 public:
  Gathering(storage::Reader& reader, const model::PersonId& person, base::Instant now)
      : reader_(reader), person_(person), now_(now), actor_{person} {}

  void operator()(const model::CreateAction&) {}
  void operator()(const model::CloseAction& close) { action(close.action); }
  void operator()(const model::SuspendAction& suspend) { action(suspend.action); }
  void operator()(const model::RestoreAction& restore) { action(restore.action); }
  void operator()(const model::UpdateProfile&) {}
  void operator()(const model::CreateAssociation&) {}
  void operator()(const model::ApproveAssociation& approve) { association(approve.association); }
  void operator()(const model::SetMember& set) {
    association(set.association);
    person(set.person);
    facts_.is_only_owner = reader_.is_only_owner(set.association, set.person);
  }
  void operator()(const model::GrantRole& grant) { role_of(grant.person); }
  void operator()(const model::RevokeRole& revoke) { role_of(revoke.person); }
  void operator()(const model::CreateEvent& create) {
    if (create.association) association(*create.association);
  }
  void operator()(const model::JoinEvent& join) { event(join.event); }
  void operator()(const model::LeaveEvent& leave) { event(leave.event); }

  void operator()(const model::SuggestCorrection& suggestion) {
    facts_.is_place_known = reader_.place(suggestion.place).has_value();
  }
  void operator()(const model::AcceptCorrection& accept) { correction(accept.correction); }
  void operator()(const model::RefuseCorrection& refuse) { correction(refuse.correction); }
  void operator()(const model::AssignPlace& assign) {
    if (assign.association) facts_.association = reader_.association(*assign.association);
    place(assign.place);
  }
  void operator()(const model::EditPlace& edit) { place(edit.place); }
  void operator()(const model::CheckPlace& check) { place(check.place); }
  void operator()(const model::TellNeeds& needs) { place(needs.place); }

  Case result() const { return {actor_, facts_}; }

 private:
  void action(model::ActionId id) {
    const auto action = reader_.action(id);
    if (!action) return;
    facts_.author = action->author.id;
    facts_.status = action->status;
    actor_ = actor_at(reader_, person_, action->at.centre);
  }
  void association(model::AssociationId id) {
    facts_.association = reader_.association(id);
    if (facts_.association) actor_ = actor_at(reader_, person_, facts_.association->at);
  }
  void person(model::PersonId id) { facts_.is_person_known = reader_.profile(id).has_value(); }
  void role_of(model::PersonId id) {
    person(id);
    actor_ = actor_at(reader_, person_, std::nullopt);
  }
  void place(model::PlaceId id) {
    const auto place = reader_.place(id);
    if (!place) return;
    facts_.is_place_known = true;
    if (place->care.association) facts_.place_association = place->care.association->id;
    actor_ = actor_at(reader_, person_, place->at);
  }
  void correction(model::CorrectionId id) {
    const auto correction = reader_.correction(id);
    if (!correction) return;
    facts_.correction = correction->status;
    place(correction->place);
  }
  void event(model::EventId id) {
    const auto event = reader_.event(id);
    if (!event) return;
    facts_.is_event_known = true;
    facts_.is_event_over = event->ends <= now_;
    facts_.seat = reader_.seat(id, person_);
  }

  storage::Reader& reader_;
  const model::PersonId& person_;
  base::Instant now_;
  rules::Actor actor_;
  rules::Facts facts_;
};

}  // namespace

rules::Actor actor_at(storage::Reader& reader, const model::PersonId& person,
                      const std::optional<model::Position>& at) {
  return rules::actor_at(reader.standing(person), person, at);
}

Case case_of(storage::Reader& reader, const model::PersonId& person, const model::Intent& intent,
             base::Instant now) {
  Gathering gathering(reader, person, now);
  std::visit([&](const auto& one) { gathering(one); }, intent);
  return gathering.result();
}

}  // namespace server
