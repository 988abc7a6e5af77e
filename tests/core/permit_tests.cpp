#include "core/rules/permit.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/core/examples.hpp"

namespace {

const model::PersonId kMaelle{examples::uuid("01930000-0000-7000-8000-0000000000b1")};
const model::PersonId kKarim{examples::uuid("01930000-0000-7000-8000-0000000000b2")};
const model::Intent kCreate = examples::create_action();
const model::Intent kClose = model::CloseAction{};

struct Row {
  const char* what;
  rules::Actor actor;
  model::Intent intent;
  rules::Facts facts;
  const char* reason;  // empty: allowed
};

void check(const Row& row) {
  const auto answer = rules::permit(row.actor, row.intent, row.facts);
  BOOST_TEST((answer ? "" : answer.error().code) == row.reason, row.what);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(permit)

BOOST_AUTO_TEST_CASE(everybody_may_do_what_the_table_says) {
  using model::ActionStatus;
  const Row kTable[] = {
      {"a guest creates", {}, kCreate, {}, "permit.sign_in"},
      {"a person creates", {kMaelle}, kCreate, {}, ""},
      {"a guest closes", {}, kClose, {kMaelle, ActionStatus::open}, "permit.sign_in"},
      {"a guest closes nothing", {}, kClose, {}, "permit.sign_in"},
      {"the author closes", {kMaelle}, kClose, {kMaelle, ActionStatus::open}, ""},
      {"the author closes what is suspended",
       {kMaelle},
       kClose,
       {kMaelle, ActionStatus::suspended},
       ""},
      {"the author closes again",
       {kMaelle},
       kClose,
       {kMaelle, ActionStatus::closed},
       "permit.already_closed"},
      {"another closes what is suspended",
       {kKarim},
       kClose,
       {kMaelle, ActionStatus::suspended},
       "permit.not_found"},
      {"another closes", {kKarim}, kClose, {kMaelle, ActionStatus::open}, "permit.not_author"},
      {"another closes what is closed",
       {kKarim},
       kClose,
       {kMaelle, ActionStatus::closed},
       "permit.not_author"},
      {"somebody closes nothing", {kKarim}, kClose, {}, "permit.not_found"},
  };
  for (const auto& row : kTable) check(row);
}

BOOST_AUTO_TEST_CASE(moderation_is_for_those_who_moderate_there) {
  using model::ActionStatus;
  rules::Actor moderator{kKarim}, admin{kKarim}, coordinator{kKarim};
  moderator.is_moderator_here = true;
  admin.is_admin = true;
  coordinator.is_coordinator_here = true;
  const model::Intent suspend = model::SuspendAction{}, restore = model::RestoreAction{};
  const rules::Facts open{kMaelle, ActionStatus::open}, suspended{kMaelle, ActionStatus::suspended},
      closed{kMaelle, ActionStatus::closed};
  const Row kTable[] = {
      {"a moderator suspends", moderator, suspend, open, ""},
      {"an admin suspends", admin, suspend, open, ""},
      {"a coordinator suspends", coordinator, suspend, open, "permit.not_moderator"},
      {"a person suspends", {kKarim}, suspend, open, "permit.not_moderator"},
      {"the author suspends", {kMaelle}, suspend, open, "permit.not_moderator"},
      {"again", moderator, suspend, suspended, "permit.already_suspended"},
      {"what is closed", moderator, suspend, closed, "permit.already_closed"},
      {"nothing", moderator, suspend, {}, "permit.not_found"},
      {"a moderator restores", moderator, restore, suspended, ""},
      {"a moderator restores what is open", moderator, restore, open, "permit.not_suspended"},
      {"a person restores", {kKarim}, restore, suspended, "permit.not_found"},
      {"the author restores", {kMaelle}, restore, suspended, "permit.not_moderator"},
  };
  for (const auto& row : kTable) check(row);
}

BOOST_AUTO_TEST_CASE(an_association_speaks_once_approved_and_by_its_members) {
  const model::AssociationId ours{examples::uuid("01930000-0000-7000-8000-0000000000c1")},
      theirs{examples::uuid("01930000-0000-7000-8000-0000000000c2")};
  rules::Actor owner{kMaelle}, editor{kMaelle}, stranger{kKarim}, coordinator{kKarim},
      admin{kKarim};
  owner.memberships = {{ours, model::MemberRole::owner}};
  editor.memberships = {{ours, model::MemberRole::editor}};
  stranger.memberships = {{theirs, model::MemberRole::owner}};
  coordinator.is_coordinator_here = true;
  admin.is_admin = true;
  rules::Facts pending, approved;
  pending.association = model::Association{ours, "Les Voisins", {}, {}};
  pending.is_person_known = true;
  approved = pending;
  approved.association->status = model::AssociationStatus::approved;
  auto only_owner = approved;
  only_owner.is_only_owner = true;
  model::CreateEvent in_its_name, in_ones_own;
  in_its_name.association = ours;
  const model::Intent approve = model::ApproveAssociation{ours};
  const model::Intent appoint = model::SetMember{ours, kKarim, model::MemberRole::editor};
  const model::Intent leave = model::SetMember{ours, kMaelle, std::nullopt};
  const Row kTable[] = {
      {"a coordinator approves", coordinator, approve, pending, ""},
      {"an admin approves", admin, approve, pending, ""},
      {"its owner approves", owner, approve, pending, "permit.not_coordinator"},
      {"a stranger approves", stranger, approve, pending, "permit.not_found"},
      {"again", admin, approve, approved, "permit.already_approved"},
      {"an owner speaks before", owner, in_its_name, pending, "permit.not_approved"},
      {"an owner speaks", owner, in_its_name, approved, ""},
      {"an editor speaks", editor, in_its_name, approved, ""},
      {"a stranger speaks", stranger, in_its_name, approved, "permit.not_member"},
      {"an admin speaks", admin, in_its_name, approved, "permit.not_member"},
      {"a stranger speaks in their own name", stranger, in_ones_own, {}, ""},
      {"an owner appoints", owner, appoint, approved, ""},
      {"an editor appoints", editor, appoint, approved, "permit.not_owner"},
      {"an editor leaves", editor, leave, approved, ""},
      {"the only owner leaves", owner, leave, only_owner, "permit.only_owner"},
  };
  for (const auto& row : kTable) check(row);
}

BOOST_AUTO_TEST_CASE(seats_are_for_who_has_none_yet_before_the_end) {
  rules::Facts unknown, open, over, joined;
  open.is_event_known = over.is_event_known = joined.is_event_known = true;
  over.is_event_over = true;
  joined.seat = model::Seat::waiting;
  const model::Intent join = model::JoinEvent{}, leave = model::LeaveEvent{};
  const Row kTable[] = {
      {"a guest joins", {}, join, open, "permit.sign_in"},
      {"a person joins", {kKarim}, join, open, ""},
      {"again", {kKarim}, join, joined, "event.already_joined"},
      {"too late", {kKarim}, join, over, "event.over"},
      {"nothing", {kKarim}, join, unknown, "permit.not_found"},
      {"who waits leaves", {kKarim}, leave, joined, ""},
      {"who did not join leaves", {kKarim}, leave, open, "event.not_joined"},
  };
  for (const auto& row : kTable) check(row);
}

BOOST_AUTO_TEST_SUITE_END()
