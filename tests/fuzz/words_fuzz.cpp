// Small things that are typed or stand in addresses: times, ids, escapes, contacts, public texts.
#include "core/base/id.hpp"
#include "core/base/percent.hpp"
#include "core/base/time.hpp"
#include "core/base/utf8.hpp"
#include "core/rules/contact_in_text.hpp"
#include "core/rules/validate.hpp"
#include "tests/fuzz/fuzz.hpp"

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  if (const auto at = base::parse_rfc3339(text))
    require(base::parse_rfc3339(base::to_rfc3339(*at)) == at, "a time is another once written");
  if (const auto id = base::parse_uuid(text))
    require(base::parse_uuid(base::to_text(*id)) == id, "an id is another once written");
  if (const auto contact = rules::parse_contact(text)) {
    const auto address = rules::to_text(*contact);
    const auto again = rules::parse_contact(address);
    require(again && *again == *contact, "a contact's canonical form is another contact");
    require(address.find_first_of("\r\n ,;<>\"") == std::string::npos,
            "an address that would be several, or more than an address, in a mail");
  }
  if (const auto decoded = base::percent_decoded(text))
    require(decoded->size() <= text.size(), "unescaping makes longer");
  const auto length = base::count_code_points(text);
  require(bool(rules::length_utf8(text)) == length.has_value(), "two opinions on UTF-8");
  rules::has_phone_number(text);
  rules::has_email(text);
  for (const auto& valid : {rules::validate_title(text), rules::validate_text(text),
                            rules::validate_first_name(text), rules::validate_code(text)})
    require(valid || !valid.error().code.empty(), "a refusal without a code");
  return 0;
}
