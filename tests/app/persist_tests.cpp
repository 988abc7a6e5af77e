#include <boost/test/unit_test.hpp>
#include <random>

#include "app/persist.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

namespace {

SavedDrafts full_drafts() {
  SavedDrafts saved;
  saved.drafts.new_action = {model::ActionKind::demand, model::ActionSection::equipment,
                             "Un réchaud = \\n\\ \"ça\"", "Ligne 1\nligne 2\r\n  fin ",
                             geo::public_cell(kParis).centre};
  saved.drafts.sign_in = {"06 12 34 56 78", "", "Zoé", model::Goal::organization};
  saved.drafts.search = "bulgare";
  saved.step = SignInStep::code;
  saved.then = Location{NewActionRoute{}, FilterChoice::food};
  return saved;
}

Pending pending(int n) {
  Pending p;
  p.command = {command_id(n),
               model::CreateAction{model::ActionKind::contribution, model::ActionSection::clothes,
                                   "Manteaux\\n é", "Deux\nlignes \"citées\"", kParis}};
  p.made = kNow;
  p.by = kMona.id;
  return p;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(persist)

BOOST_AUTO_TEST_CASE(drafts_read_back) {
  const auto saved = full_drafts();
  const auto read = drafts_from_text(drafts_to_text(saved));
  BOOST_REQUIRE(read);
  BOOST_TEST((read->drafts == saved.drafts));
  BOOST_TEST((read->step == SignInStep::code));
  BOOST_TEST((read->then == saved.then));
  const auto empty = drafts_from_text(drafts_to_text({}));
  BOOST_REQUIRE(empty);
  BOOST_TEST((empty->drafts == Drafts{}));
}

BOOST_AUTO_TEST_CASE(the_code_of_a_sign_in_is_not_kept) {
  auto saved = full_drafts();
  saved.drafts.sign_in.code = "424242";
  BOOST_TEST(drafts_to_text(saved).find("424242") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(drafts_that_are_damaged_are_none) {
  const std::string head = "entourage-drafts 1\n";
  BOOST_TEST(!!drafts_from_text(head));
  for (const std::string& text :
       {std::string(), std::string("x"), std::string("entourage-drafts 2\ntitle=a\n"),
        head + "title", head + "title=a\\", head + "title=a\\x\n", head + "kind=gift\n",
        head + "at=1\n", head + "at=91000000 0\n", head + "at=nan nan\n",
        head + "at=99999999999999999999 0\n", head + "title=\xff\n", head + "title=a\ntitle=b\n",
        head + "title=" + std::string(kTypedMax + 1, 'a') + "\n",
        head + std::string(kSavedMax, 'a')})
    BOOST_TEST(!drafts_from_text(text));
  BOOST_TEST(!!drafts_from_text(head + "from_the_future=1\n"));
}

BOOST_AUTO_TEST_CASE(text_that_cannot_be_read_back_is_not_written) {
  SavedDrafts saved;
  saved.drafts.new_action.title = "a\xff";
  saved.drafts.new_action.text = "b";
  const auto read = drafts_from_text(drafts_to_text(saved));
  BOOST_REQUIRE(read);
  BOOST_TEST(read->drafts.new_action.title.empty());
  BOOST_TEST(read->drafts.new_action.text == "b");
}

BOOST_AUTO_TEST_CASE(the_outbox_reads_back_saved_and_unsent) {
  auto second = pending(2);
  second.command.intent =
      model::CloseAction{action_id(5), model::ActionOutcome::not_happened, "Merci\nà tous"};
  second.by.reset();
  second.sent = true;
  auto gone = pending(3);
  gone.applied = true;
  const auto read = outbox_from_text(outbox_to_text({pending(1), second, gone}));
  BOOST_REQUIRE(read.size() == 2u);
  BOOST_TEST((read[0].command == pending(1).command));
  BOOST_TEST((read[0].by == kMona.id));
  BOOST_TEST(read[0].made.unix_ms == kNow.unix_ms);
  BOOST_TEST((read[1].command == second.command));
  BOOST_TEST(!read[1].by);
  for (const auto& p : read) BOOST_TEST((p.saved && !p.sent && !p.applied && !p.saving));
}

BOOST_AUTO_TEST_CASE(damaged_lines_of_the_outbox_are_left_out) {
  const auto good = outbox_to_text({pending(1)});
  const auto other = outbox_to_text({pending(2)});
  const auto line = other.substr(other.find('\n') + 1);
  BOOST_TEST(outbox_from_text(good + "rubbish\n" + line).size() == 2u);
  BOOST_TEST(outbox_from_text(good + line + line).size() == 2u);  // once each
  BOOST_TEST(outbox_from_text(good + line.substr(0, line.size() / 2)).size() == 1u);
  BOOST_TEST(outbox_from_text("").empty());
  BOOST_TEST(outbox_from_text(line).empty());  // without its head
  BOOST_TEST(outbox_from_text(std::string(kSavedMax + 1, '1')).empty());
}

BOOST_AUTO_TEST_CASE(invalid_commands_are_left_out) {
  auto phone = pending(1);
  std::get<model::CreateAction>(phone.command.intent).text = "Appelez le 06 12 34 56 78";
  auto far = pending(2);
  std::get<model::CreateAction>(far.command.intent).at = model::Position{123, 0};
  auto nil = pending(3);
  nil.command.id = {};
  BOOST_TEST(outbox_from_text(outbox_to_text({phone, far, nil, pending(4)})).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_full_outbox_is_small_enough_to_be_read) {
  std::vector<Pending> full;
  for (std::size_t i = 0; i < kOutboxMax; ++i) {
    auto p = pending(static_cast<int>(i));
    auto& create = std::get<model::CreateAction>(p.command.intent);
    create.text.clear();
    for (int n = 0; n < 2000; ++n) create.text += "😀";
    full.push_back(p);
  }
  BOOST_TEST(outbox_from_text(outbox_to_text(full)).size() == kOutboxMax);
}

// Bytes flipped, cut and doubled at random: whatever comes of it is read without harm, and what is
// read is valid.
BOOST_AUTO_TEST_CASE(any_bytes_are_survived) {
  std::mt19937 random(42);
  const auto drafts = drafts_to_text(full_drafts());
  const auto outbox = outbox_to_text({pending(1), pending(2)});
  for (int i = 0; i < 3000; ++i) {
    for (auto text : {drafts, outbox}) {
      for (int n = static_cast<int>(random() % 8); n >= 0; --n) {
        const auto at = random() % text.size();
        if (random() % 3)
          text[at] = static_cast<char>(random());
        else if (random() % 2 && text.size() > 1)
          text.erase(at, 1 + random() % 40);
        else
          text.insert(at, text.substr(random() % text.size(), random() % 60));
        if (text.empty()) text = "x";
      }
      for (const auto& p : outbox_from_text(text)) BOOST_TEST(p.saved);
      if (const auto read = drafts_from_text(text)) drafts_to_text(*read);
      Client client;
      client.start("/", text, text);
      BOOST_TEST(client.state.outbox.size() <= kOutboxMax);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
