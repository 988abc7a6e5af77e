#include "server/problem.hpp"

#include <algorithm>
#include <array>

#include "core/wire/json.hpp"

namespace server {
namespace {

struct Sentence {
  std::string_view code, text;
};

constexpr std::array kSentences{
    Sentence{"request.malformed", "This is not a well-formed HTTP request."},
    Sentence{"request.incomplete", "The request did not arrive whole in time."},
    Sentence{"request.too_large", "The request's body is larger than this server takes."},
    Sentence{"request.target_too_long", "The request's target is longer than this server takes."},
    Sentence{"request.headers_too_large",
             "The request's headers are larger than this server takes."},
    Sentence{"request.encoding_unknown", "This server knows no such transfer encoding."},
    Sentence{"request.expectation", "This server cannot meet that expectation."},
    Sentence{"request.version", "This server speaks HTTP/1.1 and HTTP/1.0."},
    Sentence{"route.unknown", "There is nothing at this address."},
    Sentence{"method.not_allowed", "This address does not take that method."},
    Sentence{"content_type.not_json", "Writes must be sent as application/json."},
    Sentence{"origin.foreign", "This request comes from another site's page."},
    Sentence{"operator.unknown", "Only who keeps this server may do that."},
    Sentence{"query.missing", "A parameter of the query is missing."},
    Sentence{"query.malformed", "A parameter of the query cannot be read."},
    Sentence{"place.unknown", "There is no such place."},
    Sentence{"action.unknown", "There is no such action."},
    Sentence{"person.unknown", "There is no such person."},
    Sentence{"association.unknown", "There is no such association."},
    Sentence{"event.unknown", "There is no such event."},
    Sentence{"device.unknown", "There is no such device in this account."},
    Sentence{"session.missing", "Sign in first."},
    Sentence{"recovery_code.wrong", "The recovery code is wrong or was used already."},
    Sentence{"contact.taken", "This address is another account's."},
    Sentence{"cell.unknown", "There is no such cell of markers any more; read the manifest again."},
    Sentence{"changes.gone", "Changes that long ago are no longer kept; read everything again."},
    Sentence{"rate.limited", "Too many requests; wait a moment."},
    Sentence{"code.wrong", "The code is wrong, used or expired."},
    Sentence{"account.needed",
             "The code is right; a first name and a goal are needed to make the account."},
    Sentence{"storage.unavailable", "Nothing could be written just now; nothing has changed."},
    Sentence{"server.busy", "The server has too much to do; try again in a moment."},
    Sentence{"server.error", "Something went wrong on the server; nothing has changed."},
    Sentence{"json.malformed", "The body is not well-formed JSON."},
    Sentence{"json.type", "A value in the body has the wrong type."},
    Sentence{"json.missing", "A field is missing in the body."},
    Sentence{"json.unknown_field", "The body has a field that is not known here."},
    Sentence{"json.value", "A value in the body is not allowed."},
    Sentence{"json.duplicate_id", "The same id occurs twice in the body."},
    Sentence{"json.too_many", "The body holds too many items."},
    Sentence{"contact.malformed", "This is neither an e-mail address nor a phone number."},
    Sentence{"email.unavailable", "This server sends no e-mails; give a phone number."},
    Sentence{"sms.unavailable", "This server sends no text messages; give an e-mail address."},
    Sentence{"name.too_long", "The first name is too long."},
    Sentence{"text.missing", "A text is missing."},
    Sentence{"text.too_short", "A text is too short."},
    Sentence{"text.too_long", "A text is too long."},
    Sentence{"text.not_utf8", "A text is not valid UTF-8."},
    Sentence{"text.control_characters", "A text holds control characters."},
};

constexpr std::size_t kWhereMax = 200;

// A place in the input may be the name of a field that somebody made up, and as long as a body: its
// beginning is enough.
std::string cut(std::string_view where) {
  if (where.size() <= kWhereMax) return std::string(where);
  auto end = kWhereMax;
  while (end > 0 && (static_cast<unsigned char>(where[end]) & 0xC0) == 0x80) --end;
  return std::string(where.substr(0, end));
}

}  // namespace

std::string_view sentence_of(std::string_view code) {
  const auto found = std::ranges::find(kSentences, code, &Sentence::code);
  return found == kSentences.end() ? std::string_view{} : found->text;
}

http::Response problem(int status, std::string_view code, std::string_view where) {
  return problem(status, base::Error{std::string(code), std::string(where), ""});
}

http::Response problem(int status, const base::Error& error) {
  // The detail says more than the code's own sentence; it is one of ours too, and never repeats
  // what was sent.
  auto title = error.detail.empty() ? std::string(sentence_of(error.code)) : error.detail;
  if (title.empty()) title = "The request cannot be met.";
  http::Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = wire::to_json(wire::Problem{status, error.code, title, cut(error.where), ""});
  response.with("Cache-Control", "no-store");
  if (status == 503) response.with("Retry-After", "1");
  return response;
}

std::string_view code_of_status(int status) {
  switch (status) {
    case 404: return "route.unknown";
    case 405: return "method.not_allowed";
    case 408: return "request.incomplete";
    case 413: return "request.too_large";
    case 414: return "request.target_too_long";
    case 417: return "request.expectation";
    case 431: return "request.headers_too_large";
    case 501: return "request.encoding_unknown";
    case 503: return "server.busy";
    case 505: return "request.version";
    case 500: return "server.error";
    default: return "request.malformed";
  }
}

}  // namespace server
