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
      {"another closes", {kKarim}, kClose, {kMaelle, ActionStatus::open}, "permit.not_author"},
      {"another closes what is closed",
       {kKarim},
       kClose,
       {kMaelle, ActionStatus::closed},
       "permit.not_author"},
      {"somebody closes nothing", {kKarim}, kClose, {}, "permit.not_found"},
  };
  for (const auto& row : kTable) {
    const auto answer = rules::permit(row.actor, row.intent, row.facts);
    BOOST_TEST((answer ? "" : answer.error().code) == row.reason, row.what);
  }
}

BOOST_AUTO_TEST_SUITE_END()
