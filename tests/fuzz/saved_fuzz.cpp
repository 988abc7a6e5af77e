// What a browser keeps for the client: drafts and outbox, which anybody at that browser may change.
#include "app/persist.hpp"
#include "core/base/utf8.hpp"
#include "core/rules/validate.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::require;

void check_drafts(std::string_view text) {
  const auto saved = app::drafts_from_text(text);
  if (!saved) return;
  const auto& draft = saved->drafts.new_action;
  for (const auto* typed : {&draft.title, &draft.text, &saved->drafts.search}) {
    require(typed->size() <= app::kTypedMax, "a draft longer than what can be typed");
    require(base::count_code_points(*typed).has_value(), "a draft that is not UTF-8");
  }
  const auto again = app::drafts_from_text(app::drafts_to_text(*saved));
  require(again && again->drafts == saved->drafts && again->step == saved->step &&
              again->then == saved->then,
          "drafts are not kept so that they read the same");
}

void check_outbox(std::string_view text) {
  const auto outbox = app::outbox_from_text(text);
  require(outbox.size() <= app::kOutboxMax, "more in the outbox than it holds");
  for (const auto& pending : outbox) {
    require(bool(rules::validate(pending.command)), "an invalid command in the outbox");
    require(pending.saved && !pending.sent && !pending.applied, "a command that is not to be sent");
  }
  const auto again = app::outbox_from_text(app::outbox_to_text(outbox));
  require(again.size() == outbox.size(), "an outbox is not kept so that it reads the same");
  for (std::size_t i = 0; i < outbox.size(); ++i)
    require(again[i].command == outbox[i].command && again[i].by == outbox[i].by &&
                again[i].made == outbox[i].made,
            "a command is not kept so that it reads the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  check_drafts(text);
  check_outbox(text);
  return 0;
}
