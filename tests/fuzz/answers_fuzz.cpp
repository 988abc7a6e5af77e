// What a client reads of a server, or of whatever stands between them. The first byte chooses the
// document, the rest is its text.
#include <array>

#include "core/wire/json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::require;
using Text = std::string_view;

template <auto kRead>
void check(Text text) {
  const auto value = kRead(text);
  if (!value) return require(value.error().code.starts_with("json."), "a refusal not declared");
  const auto again = kRead(wire::to_json(*value));
  require(again && *again == *value, "what was read is not written so that it reads the same");
}

void check_session(Text text) {
  const auto who = wire::session_from_json(text);
  if (!who) return;
  const auto again = wire::session_from_json(wire::session_to_json(*who));
  require(again && *again == *who, "a session is not written so that it reads the same");
}

// "type" is made of the code, and fields not known are passed over: only what is kept must stay.
void check_problem(Text text) {
  const auto problem = wire::problem_from_json(text);
  if (!problem) return;
  const auto again = wire::problem_from_json(wire::to_json(*problem));
  require(again && *again == *problem, "a problem is not written so that it reads the same");
}

constexpr std::array kDocuments{check<wire::answers_from_json>,
                                check<wire::changes_from_json>,
                                check<wire::change_from_json>,
                                check<wire::manifest_from_json>,
                                check<wire::search_answer_from_json>,
                                check<wire::place_from_json>,
                                check<wire::action_from_json>,
                                check<wire::person_from_json>,
                                check<wire::association_from_json>,
                                check<wire::near_associations_from_json>,
                                check<wire::event_from_json>,
                                check_session,
                                check_problem,
                                check<wire::place_history_from_json>,
                                check<wire::open_corrections_from_json>};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  kDocuments[data[0] % kDocuments.size()](fuzz::text_of(data, size).substr(1));
  return 0;
}
