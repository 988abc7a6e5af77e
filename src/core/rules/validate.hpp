// What a person may say, checked alike in the browser (to tell at once) and on the server (to
// decide). Error codes: text.missing, text.too_short, text.too_long, text.not_utf8,
// text.control_characters, text.phone_number, text.email, position.out_of_range, insee.malformed,
// id.not_uuid_v7, name.too_long, contact.malformed, code.malformed, language.malformed,
// list.too_long, list.twice, area.out_of_range, event.ends_before_start, event.too_long,
// seats.out_of_range, correction.empty, correction.unchanged, phone.malformed, website.malformed,
// position.malformed, closed.malformed, and those of opening hours (hours_parser.hpp)
#pragma once
#include <string>
#include <string_view>
#include <variant>

#include "core/base/result.hpp"
#include "core/model/command.hpp"
#include "core/model/person.hpp"

namespace rules {

// Unicode code points of valid UTF-8 (no surrogates, no overlong forms); an error otherwise.
base::Result<std::size_t> length_utf8(std::string_view text);

// Without blank ends, inner runs of blanks and line ends kept as they are.
std::string trimmed(std::string_view text);

// Latitude and longitude finite and on the globe.
base::Result<base::Done> validate(const model::Position& at);

// `where` in the error is the field's name on the wire: "title", "text", "at". Public texts must
// hold no phone number and no e-mail address: everybody would see them.
base::Result<base::Done> validate(const model::CreateAction& create);
base::Result<base::Done> validate(const model::CloseAction& close);
base::Result<base::Done> validate(const model::SuspendAction& suspend);
base::Result<base::Done> validate(const model::RestoreAction& restore);
base::Result<base::Done> validate(const model::UpdateProfile& update);
base::Result<base::Done> validate(const model::CreateAssociation& create);
base::Result<base::Done> validate(const model::ApproveAssociation& approve);
base::Result<base::Done> validate(const model::SetMember& set);
base::Result<base::Done> validate(const model::GrantRole& grant);
base::Result<base::Done> validate(const model::RevokeRole& revoke);
base::Result<base::Done> validate(const model::CreateEvent& create);
base::Result<base::Done> validate(const model::JoinEvent& join);
base::Result<base::Done> validate(const model::LeaveEvent& leave);
// correction.cpp. `where` is "changes[0].after"; for opening hours also the byte at which reading
// stopped: "changes[0].after[12]". The fields of places hold the same texts as imports; a remark
// and needs are public texts.
base::Result<base::Done> validate(const model::SuggestCorrection& suggestion);
base::Result<base::Done> validate(const model::AcceptCorrection& accept);
base::Result<base::Done> validate(const model::RefuseCorrection& refuse);
base::Result<base::Done> validate(const model::AssignPlace& assign);
base::Result<base::Done> validate(const model::EditPlace& edit);
base::Result<base::Done> validate(const model::CheckPlace& check);
base::Result<base::Done> validate(const model::TellNeeds& needs);
base::Result<base::Done> validate(const model::Command& command);

base::Result<base::Done> validate_title(std::string_view title);
base::Result<base::Done> validate_text(std::string_view text);
base::Result<base::Done> validate_first_name(std::string_view name);
base::Result<base::Done> validate_code(std::string_view code);  // six digits

// Where a sign-in code goes: an e-mail address in lower case, or a phone number in E.164 (national
// French numbers get +33).
struct Email {
  std::string address;
  bool operator==(const Email&) const = default;
};
struct Phone {
  std::string e164;
  bool operator==(const Phone&) const = default;
};
using Contact = std::variant<Email, Phone>;
base::Result<Contact> parse_contact(std::string_view typed);
std::string to_text(const Contact& contact);

}  // namespace rules
