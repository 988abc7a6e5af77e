#include "server/carrying.hpp"

#include "core/geo/public_cell.hpp"
#include "core/rules/validate.hpp"

namespace server {

using model::Answer;
using rules::trimmed;

base::Result<model::PublicPosition> Carrying::public_position(const model::Whereabouts& at) const {
  if (const auto* point = std::get_if<model::Position>(&at)) return geo::public_cell(*point);
  const auto commune = gazetteer.find(std::get<model::InseeCode>(at).code);
  if (!commune) return base::Error{"insee.unknown", "at.insee", "no commune of that code is known"};
  return geo::public_cell(*commune);
}

Answer Carrying::out(const model::CreateAction& create) const {
  const model::ActionId action_id{id.uuid};
  if (transaction.has_action(action_id)) return refused("command.id_reused", "id");  // another's
  const auto at = public_position(create.at);
  if (!at) return refused(at.error().code, at.error().where);
  model::Action action;
  action.id = action_id;
  action.kind = create.kind;
  action.section = create.section;
  action.title = trimmed(create.title);
  action.text = trimmed(create.text);
  action.author = {account.id, account.first_name};
  action.at = *at;
  action.created = action.updated = now;
  transaction.add_action(action);
  transaction.add_action_change(action_id);
  return applied();
}

Answer Carrying::out(const model::CloseAction& close) const {
  transaction.close_action(close.action, close.outcome, trimmed(close.message), now);
  transaction.add_action_change(close.action);
  return applied();
}

Answer Carrying::out(const model::SuspendAction& suspend) const {
  transaction.suspend_action(suspend.action, now);
  transaction.add_action_change(suspend.action);
  return applied();
}

Answer Carrying::out(const model::RestoreAction& restore) const {
  transaction.restore_action(restore.action, now);
  transaction.add_action_change(restore.action);
  return applied();
}

Answer Carrying::out(const model::UpdateProfile& update) const {
  auto profile = update.profile;
  for (auto* text :
       {&profile.first_name, &profile.about, &profile.availability, &profile.neighbourhood})
    *text = trimmed(*text);
  for (auto& skill : profile.skills) skill = trimmed(skill);
  transaction.update_profile(account.id, profile);
  return applied();
}

Answer Carrying::out(const model::CreateAssociation& create) const {
  const model::AssociationId association{id.uuid};
  if (transaction.association(association)) return refused("command.id_reused", "id");
  transaction.add_association(
      {association, trimmed(create.name), create.at, model::AssociationStatus::pending}, account.id,
      now);
  return applied();
}

Answer Carrying::out(const model::ApproveAssociation& approve) const {
  transaction.approve_association(approve.association);
  return applied();
}

Answer Carrying::out(const model::SetMember& set) const {
  transaction.set_member(set);
  return applied();
}

// Who was signed in before does not keep, or gain, what the role allows without signing in again.
Answer Carrying::out(const model::GrantRole& grant) const {
  transaction.grant(grant.person, grant.grant);
  transaction.end_sessions_of(grant.person);
  return applied();
}

Answer Carrying::out(const model::RevokeRole& revoke) const {
  transaction.revoke(revoke.person, revoke.grant);
  transaction.end_sessions_of(revoke.person);
  return applied();
}

Answer Carrying::out(const model::CreateEvent& create) const {
  const model::EventId event{id.uuid};
  if (transaction.event(event)) return refused("command.id_reused", "id");
  transaction.add_event({event,
                         trimmed(create.title),
                         trimmed(create.text),
                         {account.id, account.first_name},
                         create.association,
                         create.at,
                         create.starts,
                         create.ends,
                         create.seats,
                         0,
                         0},
                        now);
  return applied();
}

Answer Carrying::out(const model::JoinEvent& join) const {
  const auto seat = transaction.join_event(join.event, account.id);
  const auto verdict =
      seat == model::Seat::taken ? model::Verdict::applied : model::Verdict::waitlisted;
  return {id, verdict, "", ""};
}

Answer Carrying::out(const model::LeaveEvent& leave) const {
  transaction.leave_event(leave.event, account.id);
  return applied();
}

}  // namespace server
