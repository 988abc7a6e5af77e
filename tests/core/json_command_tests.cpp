#include <boost/test/unit_test.hpp>

#include "core/wire/json.hpp"
#include "tests/core/examples.hpp"
#include "tests/core/golden.hpp"

BOOST_AUTO_TEST_SUITE(json_command)

// One of every kind, in the order of the table; each reads as it was written.
BOOST_AUTO_TEST_CASE(every_kind_of_command_has_the_format_that_was_published) {
  const model::ActionId action{examples::action().id};
  const model::AssociationId association{examples::uuid("01930000-0000-7000-8000-0000000000d1")};
  const model::PersonId person{examples::uuid("01930000-0000-7000-8000-0000000000b1")};
  const model::EventId event{examples::uuid("01930000-0000-7000-8000-0000000000e1")};
  const model::PlaceId place{examples::place().id};
  const model::CorrectionId correction{examples::uuid("01930000-0000-7000-8000-0000000000f1")};
  const model::AreaGrant of_area{model::AreaRole::moderator, {{48.85, 2.35}, 5000}};
  const std::vector<model::Intent> intents{
      examples::create_action(),
      model::CloseAction{action, model::ActionOutcome::happened, ""},
      model::SuspendAction{action, "Une adresse y est dite."},
      model::RestoreAction{action},
      model::UpdateProfile{{"Ana",
                            "J’aime les échecs.",
                            {"fr", "ar"},
                            {"cuisine"},
                            {model::Interest::cooking, model::Interest::games},
                            "le samedi",
                            "Belleville"}},
      model::CreateAssociation{"Les Voisins", {48.87, 2.36}},
      model::ApproveAssociation{association},
      model::SetMember{association, person, model::MemberRole::editor},
      model::GrantRole{person, of_area},
      model::RevokeRole{person, model::AdminGrant{}},
      model::CreateEvent{"Pétanque", "Au canal.", association, {48.87, 2.36}, {0}, {3'600'000}, 10},
      model::JoinEvent{event},
      model::LeaveEvent{event},
      model::SuggestCorrection{
          place,
          {{model::PlaceField::opening_hours, "Mo-Fr 19:00-21:00", "Mo-Fr 18:00-20:00"}},
          "Vu sur la porte."},
      model::AcceptCorrection{correction, {{model::PlaceField::phone, "115"}}},
      model::RefuseCorrection{correction, "Ce n’est pas vrai."},
      model::AssignPlace{place, association},
      model::EditPlace{place, {{model::PlaceField::closed, "", "closed"}}},
      model::CheckPlace{place},
      model::TellNeeds{place, "Des couvertures.", ""}};
  BOOST_REQUIRE(intents.size() == wire::command_kinds().size());
  std::vector<model::Command> commands;
  for (const auto& intent : intents) {
    BOOST_TEST(wire::kind_of(intent) == wire::command_kinds()[commands.size()]);
    auto command = examples::command(intent);
    command.id.uuid.bytes[15] = static_cast<std::uint8_t>(commands.size());
    commands.push_back(command);
  }
  BOOST_TEST(wire::to_json(commands) == golden::without_line_ends(golden::kEveryCommand));
  BOOST_CHECK(*wire::commands_from_json(golden::kEveryCommand) == commands);
  const model::Command leaving = examples::command(model::SetMember{association, person, {}});
  BOOST_CHECK(*wire::commands_from_json(wire::to_json(std::vector{leaving})) ==
              std::vector{leaving});
}

BOOST_AUTO_TEST_CASE(people_associations_and_events_read_as_they_were_written) {
  const wire::Person person{examples::action().author.id, {"Ana", "", {}, {}, {}, "", ""}};
  BOOST_CHECK(*wire::person_from_json(wire::to_json(person)) == person);
  const model::Association association{{examples::action().id.uuid},
                                       "Les Voisins",
                                       {48.87, 2.36},
                                       model::AssociationStatus::approved};
  BOOST_CHECK(*wire::association_from_json(wire::to_json(association)) == association);
  model::Event event{{examples::action().id.uuid},
                     "Pétanque",
                     "",
                     examples::action().author,
                     association.id,
                     {48.87, 2.36},
                     {0},
                     {3'600'000},
                     10,
                     10,
                     3};
  BOOST_CHECK(*wire::event_from_json(wire::to_json(event)) == event);
  event.association.reset();
  BOOST_CHECK(*wire::event_from_json(wire::to_json(event)) == event);
}

BOOST_AUTO_TEST_SUITE_END()
