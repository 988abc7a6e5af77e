// Bodies that anybody may POST: lists of commands, and the two of signing in.
#include "core/rules/validate.hpp"
#include "core/wire/json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::require;

template <class T, class Read>
void must_read_again(const T& value, Read read) {
  const auto again = read(wire::to_json(value));
  require(again && *again == value, "what was read is not written so that it reads the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  if (const auto commands = wire::commands_from_json(text)) {
    must_read_again(*commands, wire::commands_from_json);
    for (const auto& command : *commands) {
      const auto valid = rules::validate(command);
      require(valid || !valid.error().code.empty(), "a refusal without a code");
    }
  } else {
    require(commands.error().code.starts_with("json."), "a refusal that is not declared");
  }
  if (const auto asked = wire::code_request_from_json(text))
    must_read_again(*asked, wire::code_request_from_json);
  if (const auto sign_in = wire::sign_in_from_json(text))
    must_read_again(*sign_in, wire::sign_in_from_json);
  if (const auto empty = wire::empty_object_from_json(text); !empty)
    require(empty.error().code.starts_with("json."), "a refusal that is not declared");
  return 0;
}
