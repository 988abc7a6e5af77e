#include <boost/test/unit_test.hpp>

#include "app/care.hpp"
#include "app/persist.hpp"
#include "app/vm/correction_vm.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;
using model::PlaceField;

namespace {

// The form of place 1 is open, for a guest.
struct Form : Client {
  Form() {
    start("/lieux/" + to_text(uuid(1)) + "/correction");
    be(std::nullopt);
    auto known = place(1);
    known.phone = "01 99 00 12 34";
    known.hours_text = "Le matin";
    known.postal_code = "75010";
    send(PlaceArrived{known.id, known});
    effects.clear();
  }
  CorrectionVm vm() const { return correction_vm(state, place_id(1), kNow); }
  void type(PlaceField field, const std::string& text) { send(CorrectionEdited{field, text}); }
  void ask(int n) {
    send(CorrectionAsked{{command_id(n), command_id(n + 1), command_id(n + 2)}, kNow});
    send(OutboxSaved{true});
  }
  model::SuggestCorrection sent() {
    const auto batches = take<SendCommands>();
    BOOST_REQUIRE(batches.size() == 1u);
    BOOST_REQUIRE(batches[0].commands.size() == 1u);
    return std::get<model::SuggestCorrection>(batches[0].commands[0].intent);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(corrections)

BOOST_AUTO_TEST_CASE(a_guest_suggests_what_they_changed_and_is_thanked) {
  Form form;
  BOOST_TEST(form.vm().fields[1].value == "01 99 00 12 34");
  form.type(PlaceField::phone, " 115 ");
  form.type(PlaceField::opening_hours, "Mo-Fr 09:00-12:00");
  form.type(PlaceField::name, form.vm().name);  // as it was
  form.send(RemarkEdited{"Vu sur la porte."});
  form.ask(100);
  BOOST_TEST(!form.state.outbox.front().by.has_value());
  const auto sent = form.sent();
  BOOST_TEST(sent.remark == "Vu sur la porte.");
  BOOST_REQUIRE(sent.changes.size() == 3u);
  BOOST_TEST((sent.changes[0] == model::FieldChange{PlaceField::phone, "01 99 00 12 34", "115"}));
  BOOST_TEST(sent.changes[1].after == "Mo-Fr 09:00-12:00");
  BOOST_TEST((sent.changes[2] == model::FieldChange{PlaceField::hours_text, "Le matin", ""}));
  BOOST_TEST((form.state.location.route == Route{PlaceRoute{place_id(1)}}));
  BOOST_TEST(!form.state.drafts.correction.place.has_value());
  form.send(CommandsAnswered{std::vector{applied(100)}});
  BOOST_TEST(form.has_toast(Notice::correction_sent));
  BOOST_TEST(form.state.outbox.empty());
}

BOOST_AUTO_TEST_CASE(without_a_network_it_waits_and_leaves_after_a_reload) {
  Form form;
  form.type(PlaceField::phone, "115");
  form.ask(100);
  form.take<SendCommands>();
  form.send(CommandsAnswered{failed(failure::kNetwork)});
  BOOST_TEST(form.state.outbox.size() == 1u);
  Client again;
  again.start("/", "", outbox_to_text(form.state.outbox));
  again.be(std::nullopt);
  const auto sent = again.take<SendCommands>();
  BOOST_REQUIRE(sent.size() == 1u);
  BOOST_TEST((sent[0].commands[0].id == command_id(100)));
  BOOST_TEST(!again.has_toast(Notice::sign_in_needed));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_told_by_field_and_nothing_is_sent) {
  Form form;
  form.ask(100);
  BOOST_TEST(form.vm().form_error == "correction.empty");
  form.type(PlaceField::phone, "demander Ali");
  form.type(PlaceField::opening_hours, "le soir");
  form.send(RemarkEdited{"Appelez le 06 12 34 56 78"});
  form.ask(101);
  const auto vm = form.vm();
  BOOST_TEST(vm.fields[0].error.starts_with("hours."));
  BOOST_TEST(vm.fields[1].error == "phone.malformed");
  BOOST_TEST(vm.remark_error == "text.phone_number");
  BOOST_TEST(form.state.outbox.empty());
  form.type(PlaceField::phone, "115");
  BOOST_TEST(form.vm().fields[1].error == "");
}

BOOST_AUTO_TEST_CASE(typed_hours_show_the_week_that_they_make) {
  Form form;
  BOOST_TEST(form.vm().week.days.empty());
  BOOST_TEST(!form.vm().hours_unreadable);
  form.type(PlaceField::opening_hours, "Mo-Fr 09:00-12:00,14:00-18:00; We off");
  const auto days = form.vm().week.days;
  BOOST_REQUIRE(days.size() == 7u);
  BOOST_REQUIRE(days[0].spans.size() == 2u);
  BOOST_TEST(days[0].spans[0].from_min == 540);
  BOOST_TEST(days[0].spans[1].to_min == 1080);
  BOOST_TEST(days[2].spans.empty());
  form.type(PlaceField::opening_hours, "Mo-Fr 09:00-");
  BOOST_TEST(form.vm().week.days.empty());
  BOOST_TEST(form.vm().hours_unreadable);
  form.type(PlaceField::opening_hours, "24/7");
  BOOST_TEST(!form.vm().hours_unreadable);
}

BOOST_AUTO_TEST_CASE(a_draft_survives_a_reload_and_gives_way_to_another_place) {
  Form form;
  form.type(PlaceField::phone, "");
  form.type(PlaceField::opening_hours, "Mo 09:00-12:00\\ ;\n");
  form.send(RemarkEdited{"Une = deux"});
  const auto saved =
      drafts_from_text(drafts_to_text({form.state.drafts, SignInStep::contact, std::nullopt}));
  BOOST_REQUIRE(saved);
  BOOST_TEST((saved->drafts.correction == form.state.drafts.correction));
  form.send(Opened{{CorrectionRoute{place_id(2)}, FilterChoice::all}});
  BOOST_TEST(form.state.drafts.correction.remark == "Une = deux");  // only opened
  form.send(RemarkEdited{"Autre chose"});
  BOOST_TEST((form.state.drafts.correction.place == place_id(2)));
  BOOST_TEST(form.state.drafts.correction.texts.empty());
}

BOOST_AUTO_TEST_CASE(what_is_refused_comes_back_into_the_form) {
  Form form;
  form.type(PlaceField::phone, "115");
  form.ask(100);
  form.send(CommandsAnswered{std::vector{refused(100, "rate.limited")}});
  BOOST_TEST(form.has_toast(Notice::correction_refused));
  BOOST_TEST(form.state.outbox.empty());
  form.send(Opened{{CorrectionRoute{place_id(1)}, FilterChoice::all}});
  BOOST_TEST(form.vm().fields[1].value == "115");
}

BOOST_AUTO_TEST_CASE(who_may_decides_and_the_list_is_read_again) {
  Client client;
  client.settle_in();
  client.send(Opened{{ModerationRoute{}, FilterChoice::all}});
  BOOST_TEST(client.take<FetchCorrections>().size() == 1u);
  wire::OpenCorrection one;
  one.id = {uuid(70)};
  one.place = place_id(1);
  client.send(CorrectionsArrived{wire::OpenCorrections{{one}}});
  BOOST_TEST((client.state.corrections.state == LoadState::ready));
  client.send(CareAsked{command_id(100), kNow, model::AcceptCorrection{one.id, {}}});
  client.send(OutboxSaved{true});
  BOOST_TEST(client.take<SendCommands>().size() == 1u);
  BOOST_TEST((client.state.outbox.front().by == kMona.id));
  client.send(CommandsAnswered{std::vector{applied(100)}});
  BOOST_TEST(client.has_toast(Notice::care_done));
  BOOST_TEST(client.take<FetchCorrections>().size() == 1u);
  client.send(CareAsked{command_id(101), kNow, model::RefuseCorrection{one.id, "x"}});
  BOOST_TEST(client.has_toast(Notice::care_refused));
  client.send(ChangesArrived{{{2, model::PlacesReloaded{}}}});
  BOOST_TEST(client.take<FetchCorrections>().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_refusal_says_why_and_what_is_typed_of_it_survives_a_reload) {
  Client client;
  client.settle_in();
  client.send(Opened{{ModerationRoute{}, FilterChoice::all}});
  const model::CorrectionId one{uuid(70)};
  client.send(RefusalEdited{one, ""});
  client.send(RefusalAsked{command_id(100), kNow});
  BOOST_TEST(client.state.refusal_error == "text.missing");
  BOOST_TEST(client.state.outbox.empty());
  client.send(RefusalEdited{one, " Ils ferment à midi. "});
  BOOST_TEST(client.state.refusal_error == "");
  const auto saved =
      drafts_from_text(drafts_to_text({client.state.drafts, SignInStep::contact, std::nullopt}));
  BOOST_REQUIRE(saved);
  BOOST_TEST((saved->drafts.refusal == client.state.drafts.refusal));
  client.send(RefusalAsked{command_id(101), kNow});
  client.send(OutboxSaved{true});
  const auto sent = client.take<SendCommands>();
  BOOST_REQUIRE(sent.size() == 1u);
  BOOST_TEST((sent[0].commands[0].intent ==
              model::Intent{model::RefuseCorrection{one, "Ils ferment à midi."}}));
  BOOST_TEST((client.state.drafts.refusal == RefusalDraft{}));
  client.send(RefusalEdited{one, "Non"});
  client.send(RefusalLeft{});
  BOOST_TEST((client.state.drafts.refusal == RefusalDraft{}));
}

BOOST_AUTO_TEST_CASE(a_history_is_of_the_place_that_is_shown) {
  Client client;
  client.settle_in();
  client.send(Opened{{HistoryRoute{place_id(1)}, FilterChoice::all}});
  BOOST_TEST(client.take<FetchHistory>().size() == 1u);
  client.send(HistoryArrived{place_id(2), wire::PlaceHistory{}});
  BOOST_TEST((client.state.history.state == LoadState::loading));
  client.send(HistoryArrived{place_id(1), failed(failure::kNotFound)});
  BOOST_TEST((client.state.history.state == LoadState::missing));
  client.send(HistoryArrived{place_id(1), wire::PlaceHistory{}});
  BOOST_TEST((client.state.history.state == LoadState::ready));
}

// Mona belongs to the association whose place 1 is.
struct Caretaker : Client {
  const model::AssociationId association{uuid(80)};
  explicit Caretaker(const std::string& part = "/correction") {
    start("/lieux/" + to_text(uuid(1)) + part);
    be(kMona, {false, {}, {{association, model::MemberRole::editor}}});
    known = place(1);
    known.phone = "01 99 00 12 34";
    known.care.association = {association, "Les Voisins"};
    send(PlaceArrived{known.id, known});
    send(OutboxSaved{true});
    effects.clear();
  }
  std::vector<model::Command> ask(int n) {
    send(CorrectionAsked{{command_id(n), command_id(n + 1), command_id(n + 2)}, kNow});
    send(OutboxSaved{true});
    const auto batches = take<SendCommands>();
    return batches.empty() ? std::vector<model::Command>{} : batches[0].commands;
  }
  CorrectionVm vm() const { return correction_vm(state, place_id(1), kNow); }
  model::Place known;
};

BOOST_AUTO_TEST_CASE(who_looks_after_a_place_changes_it_at_once_and_tells_its_needs) {
  Caretaker mona;
  BOOST_TEST(mona.vm().is_direct);
  BOOST_REQUIRE(mona.vm().needs.size() == 2u);
  BOOST_TEST(mona.ask(100).empty());
  BOOST_TEST(mona.vm().form_error == "correction.empty");
  mona.send(CorrectionEdited{PlaceField::phone, "115"});
  mona.send(NeedEdited{Need::donations, " Des couvertures. "});
  const auto commands = mona.ask(100);
  BOOST_REQUIRE(commands.size() == 2u);
  BOOST_TEST(
      (commands[0].intent == model::Intent{model::EditPlace{
                                 place_id(1), {{PlaceField::phone, "01 99 00 12 34", "115"}}}}));
  BOOST_TEST((commands[1].id == command_id(101)));
  BOOST_TEST(
      (commands[1].intent == model::Intent{model::TellNeeds{place_id(1), "Des couvertures.", ""}}));
  BOOST_TEST((mona.state.location.route == Route{PlaceRoute{place_id(1)}}));
}

BOOST_AUTO_TEST_CASE(needs_alone_are_one_command_and_come_back_where_they_are_refused) {
  Caretaker mona;
  mona.send(NeedEdited{Need::volunteers, "Appelez le 06 12 34 56 78"});
  BOOST_TEST(mona.ask(100).empty());
  BOOST_TEST(mona.vm().needs[1].error == "text.phone_number");
  mona.send(NeedEdited{Need::volunteers, "Le mardi soir."});
  BOOST_TEST(mona.vm().needs[1].error == "");
  const auto saved =
      drafts_from_text(drafts_to_text({mona.state.drafts, SignInStep::contact, std::nullopt}));
  BOOST_REQUIRE(saved);
  BOOST_TEST((saved->drafts.correction == mona.state.drafts.correction));
  BOOST_REQUIRE(mona.ask(102).size() == 1u);
  mona.send(CommandsAnswered{std::vector{refused(102, "permit.not_caretaker")}});
  BOOST_TEST(mona.has_toast(Notice::correction_refused));
  mona.send(Opened{{CorrectionRoute{place_id(1)}, FilterChoice::all}});
  BOOST_TEST(mona.vm().needs[1].value == "Le mardi soir.");
}

BOOST_AUTO_TEST_CASE(a_remark_of_who_looks_after_it_is_a_suggestion_beside_the_edit) {
  Caretaker mona;
  mona.send(RemarkEdited{"Le lieu déménage en mars."});
  mona.send(CorrectionEdited{PlaceField::phone, "115"});
  mona.send(NeedEdited{Need::donations, "Des couvertures."});
  const auto commands = mona.ask(100);
  BOOST_REQUIRE(commands.size() == 3u);
  BOOST_TEST(std::holds_alternative<model::EditPlace>(commands[0].intent));
  BOOST_TEST((commands[2].id == command_id(102)));
  BOOST_TEST((commands[2].intent == model::Intent{model::SuggestCorrection{
                                        place_id(1), {}, "Le lieu déménage en mars."}}));
}

BOOST_AUTO_TEST_CASE(what_its_caretakers_send_is_shown_at_once_and_goes_where_it_is_refused) {
  Caretaker mona;
  const auto& shown = mona.state.places.at(mona.known.id).value;
  mona.send(CorrectionEdited{PlaceField::phone, "115"});
  mona.send(NeedEdited{Need::donations, "Des couvertures."});
  mona.ask(100);
  BOOST_TEST(shown->phone == "115");
  BOOST_TEST(shown->care.needs->donations == "Des couvertures.");
  mona.send(CareAsked{command_id(110), kNow, model::CheckPlace{mona.known.id}});
  BOOST_TEST((shown->care.checked->at == kNow));
  BOOST_TEST(shown->care.checked->by.name == "Les Voisins");

  auto renamed = mona.known;  // the server's words of before: what waits lies over them
  renamed.name = "Autre nom";
  mona.send(PlaceArrived{renamed.id, renamed});
  BOOST_TEST(shown->name == "Autre nom");
  BOOST_TEST(shown->phone == "115");

  mona.send(CommandsAnswered{std::vector{applied(100), refused(101, "permit.not_caretaker")}});
  BOOST_TEST(shown->phone == "115");  // carried out: it stays until the server says otherwise
  BOOST_TEST(!shown->care.needs.has_value());
  BOOST_TEST(shown->care.checked.has_value());
  mona.send(PlaceArrived{renamed.id, renamed});
  BOOST_TEST(shown->phone == "01 99 00 12 34");
  BOOST_TEST(shown->care.checked.has_value());  // still waits
  BOOST_TEST(mona.state.shadowed_places.size() == 1u);
}

BOOST_AUTO_TEST_CASE(nobody_else_looks_after_it_nor_they_after_signing_out) {
  Caretaker mona;
  BOOST_TEST(looks_after(mona.state, mona.known));
  BOOST_TEST(!may(mona.state, mona.known, model::AssignPlace{place_id(1), std::nullopt}));
  auto other = mona.known;
  other.care.association.reset();
  BOOST_TEST(!looks_after(mona.state, other));
  mona.send(SignOutAnswered{base::Done{}});
  BOOST_TEST(!looks_after(mona.state, mona.known));
  mona.be(std::nullopt);
  BOOST_TEST(!mona.vm().is_direct);
}

BOOST_AUTO_TEST_CASE(who_moderates_there_says_whose_place_it_is) {
  Client client;
  client.start("/lieux/" + to_text(uuid(1)) + "/association");
  client.be(kMona, {false, {{model::AreaRole::moderator, {place(1).at, 1000}}}, {}});
  client.send(OutboxSaved{true});
  BOOST_TEST(client.take<FetchAssociations>().size() == 1u);
  client.send(PlaceArrived{place_id(1), place(1)});
  BOOST_TEST(looks_after(client.state, place(1)));
  auto far = place(1);
  far.at.lat_deg += 0.1;
  BOOST_TEST(!looks_after(client.state, far));
  const model::Association near{
      {uuid(80)}, "Les Voisins", place(1).at, model::AssociationStatus::approved};
  client.send(AssociationsArrived{place_id(2), wire::NearAssociations{}});
  BOOST_TEST((client.state.assignment.near.state == LoadState::loading));
  client.send(AssociationsArrived{place_id(1), wire::NearAssociations{{near}}});
  BOOST_TEST((client.state.assignment.near.state == LoadState::ready));
  client.send(AssignmentAsked{command_id(100), kNow});  // nothing is chosen
  BOOST_TEST(client.state.outbox.empty());
  client.send(AssociationChosen{near.id});
  client.send(AssignmentAsked{command_id(100), kNow});
  client.send(OutboxSaved{true});
  const auto sent = client.take<SendCommands>();
  BOOST_REQUIRE(sent.size() == 1u);
  BOOST_TEST(
      (sent[0].commands[0].intent == model::Intent{model::AssignPlace{place_id(1), near.id}}));
  BOOST_TEST((client.state.location.route == Route{PlaceRoute{place_id(1)}}));
}

BOOST_AUTO_TEST_SUITE_END()
