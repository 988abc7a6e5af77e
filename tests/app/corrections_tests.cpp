#include <boost/test/unit_test.hpp>

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
    send(CorrectionAsked{command_id(n), kNow});
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

BOOST_AUTO_TEST_SUITE_END()
