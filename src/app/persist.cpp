#include "app/persist.hpp"

#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "core/base/utf8.hpp"
#include "core/geo/public_cell.hpp"
#include "core/rules/validate.hpp"
#include "core/wire/json.hpp"

namespace app {
namespace {

constexpr std::string_view kDraftsHead = "entourage-drafts 1", kOutboxHead = "entourage-outbox 1";

// A line a value: key=value, with \n, \r and \\ for what would break the line.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\\')
      out += "\\\\";
    else
      out += c;
  }
  return out;
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i == text.size()) return std::nullopt;
    if (text[i] == 'n')
      out += '\n';
    else if (text[i] == 'r')
      out += '\r';
    else if (text[i] == '\\')
      out += '\\';
    else
      return std::nullopt;
  }
  return out;
}

constexpr char kCorrected[] = "corrected_";
const char* key_of(Need need) {
  return need == Need::donations ? "needed_donations" : "needed_volunteers";
}

void put_even_empty(std::string& out, std::string_view key, std::string_view value) {
  if (value.size() > kTypedMax || !base::count_code_points(value)) return;
  out += key;
  out += '=';
  out += escaped(value);
  out += '\n';
}

void put(std::string& out, std::string_view key, std::string_view value) {
  if (!value.empty()) put_even_empty(out, key, value);
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return line;
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

// Millionths of a degree: far finer than the cell, and the same on every machine.
std::string position_to_text(model::Position at) {
  return std::to_string(std::llround(at.lat_deg * 1e6)) + ' ' +
         std::to_string(std::llround(at.lon_deg * 1e6));
}

std::optional<model::Position> position_from_text(std::string_view text) {
  const auto blank = text.find(' ');
  if (blank == text.npos) return std::nullopt;
  const auto lat = number<std::int64_t>(text.substr(0, blank));
  const auto lon = number<std::int64_t>(text.substr(blank + 1));
  if (!lat || !lon) return std::nullopt;
  const model::Position at{static_cast<double>(*lat) / 1e6, static_cast<double>(*lon) / 1e6};
  return rules::validate(at) ? std::optional(geo::public_cell(at).centre) : std::nullopt;
}

using Lines = std::map<std::string, std::string, std::less<>>;

std::optional<Lines> lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto line = take_line(text);
    const auto equals = line.find('=');
    if (equals == line.npos) return std::nullopt;
    auto value = unescaped(line.substr(equals + 1));
    if (!value || value->size() > kTypedMax || !base::count_code_points(*value))
      return std::nullopt;
    if (!lines.emplace(line.substr(0, equals), *std::move(value)).second) return std::nullopt;
  }
  return lines;
}

// The id of a list, where there is one; false where there is a word that is none.
template <class T>
bool read(const Lines& lines, std::string_view key, std::optional<T> (*parse)(std::string_view),
          std::optional<T>& into) {
  const auto line = lines.find(key);
  if (line == lines.end()) return true;
  into = parse(line->second);
  return into.has_value();
}

std::string text_of(const Lines& lines, std::string_view key) {
  const auto line = lines.find(key);
  return line == lines.end() ? std::string{} : line->second;
}

std::optional<Pending> pending_from(std::string_view line) {
  const auto made_end = line.find(' ');
  if (made_end == line.npos) return std::nullopt;
  const auto by_end = line.find(' ', made_end + 1);
  if (by_end == line.npos) return std::nullopt;
  const auto made = number<std::int64_t>(line.substr(0, made_end));
  const auto by = line.substr(made_end + 1, by_end - made_end - 1);
  const auto commands = wire::commands_from_json(line.substr(by_end + 1));
  if (!made || !commands || commands->size() != 1) return std::nullopt;
  Pending pending{commands->front(), {*made}, base::parse_id<model::PersonId>(by)};
  if (by != "-" && !pending.by) return std::nullopt;
  if (!rules::validate(pending.command)) return std::nullopt;
  pending.saved = true;
  return pending;
}

}  // namespace

std::string drafts_to_text(const SavedDrafts& saved) {
  const auto& action = saved.drafts.new_action;
  const auto& sign_in = saved.drafts.sign_in;
  std::string out(kDraftsHead);
  out += '\n';
  if (action.kind) put(out, "kind", to_text(*action.kind));
  if (action.section) put(out, "section", to_text(*action.section));
  put(out, "title", action.title);
  put(out, "text", action.text);
  if (action.at) put(out, "at", position_to_text(*action.at));
  put(out, "to", sign_in.to);
  put(out, "first_name", sign_in.first_name);
  if (sign_in.goal) put(out, "goal", to_text(*sign_in.goal));
  const auto& correction = saved.drafts.correction;
  if (correction.place) {
    put(out, "correction", to_text(*correction.place));
    for (const auto& [field, text] : correction.texts)
      put_even_empty(out, kCorrected + std::string(to_text(field)), text);
    for (const auto& [need, text] : correction.needs) put_even_empty(out, key_of(need), text);
    put(out, "correction_remark", correction.remark);
  }
  if (const auto& refusal = saved.drafts.refusal; refusal.correction) {
    put(out, "refusal", to_text(*refusal.correction));
    put(out, "refusal_reason", refusal.reason);
  }
  put(out, "search", saved.drafts.search);
  if (saved.step != SignInStep::contact) put(out, "step", "code");
  if (saved.then) put(out, "then", to_url(*saved.then));
  return out;
}

std::optional<SavedDrafts> drafts_from_text(std::string_view text) {
  if (text.size() > kSavedMax || take_line(text) != kDraftsHead) return std::nullopt;
  const auto lines = lines_of(text);
  if (!lines) return std::nullopt;
  SavedDrafts saved;
  auto& action = saved.drafts.new_action;
  auto& sign_in = saved.drafts.sign_in;
  if (!read(*lines, "kind", model::action_kind, action.kind)) return std::nullopt;
  if (!read(*lines, "section", model::action_section, action.section)) return std::nullopt;
  if (!read(*lines, "goal", model::goal, sign_in.goal)) return std::nullopt;
  auto& correction = saved.drafts.correction;
  if (!read(*lines, "correction", base::parse_id<model::PlaceId>, correction.place))
    return std::nullopt;
  if (correction.place) {
    for (const auto field : model::kPlaceFields)
      if (const auto line = lines->find(kCorrected + std::string(to_text(field)));
          line != lines->end())
        correction.texts.emplace(field, line->second);
    for (const auto need : {Need::donations, Need::volunteers})
      if (const auto line = lines->find(key_of(need)); line != lines->end())
        correction.needs.emplace(need, line->second);
    correction.remark = text_of(*lines, "correction_remark");
  }
  auto& refusal = saved.drafts.refusal;
  if (!read(*lines, "refusal", base::parse_id<model::CorrectionId>, refusal.correction))
    return std::nullopt;
  if (refusal.correction) refusal.reason = text_of(*lines, "refusal_reason");
  if (!read(*lines, "at", position_from_text, action.at)) return std::nullopt;
  action.title = text_of(*lines, "title");
  action.text = text_of(*lines, "text");
  sign_in.to = text_of(*lines, "to");
  sign_in.first_name = text_of(*lines, "first_name");
  saved.drafts.search = text_of(*lines, "search");
  const bool asked = text_of(*lines, "step") == "code" && !sign_in.to.empty();
  if (asked) saved.step = SignInStep::code;
  if (lines->contains("then")) saved.then = parse_url(text_of(*lines, "then"));
  return saved;
}

std::string outbox_to_text(const std::vector<Pending>& outbox) {
  std::string out(kOutboxHead);
  out += '\n';
  for (const auto& pending : outbox) {
    if (pending.applied) continue;
    out += std::to_string(pending.made.unix_ms);
    out += ' ';
    out += pending.by ? to_text(*pending.by) : "-";
    out += ' ';
    out += wire::to_json(std::vector{pending.command});
    out += '\n';
  }
  return out;
}

std::vector<Pending> outbox_from_text(std::string_view text) {
  if (text.size() > kSavedMax || take_line(text) != kOutboxHead) return {};
  std::vector<Pending> outbox;
  std::set<model::CommandId> seen;
  while (!text.empty() && outbox.size() < kOutboxMax) {
    auto pending = pending_from(take_line(text));
    if (pending && seen.insert(pending->command.id).second) outbox.push_back(*std::move(pending));
  }
  return outbox;
}

}  // namespace app
