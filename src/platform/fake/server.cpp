#include "platform/fake/server.hpp"

#include <utility>

#include "core/base/overloaded.hpp"
#include "core/geo/public_cell.hpp"
#include "core/rules/permit.hpp"
#include "core/rules/validate.hpp"
#include "core/wire/json.hpp"
#include "core/wire/marker_cell.hpp"

namespace fake {
namespace {

using app::ports::HttpAnswer;

HttpAnswer problem(int status, std::string code) {
  return {status,
          wire::to_json(wire::Problem{status, std::move(code), "A plain sentence.", "", ""})};
}

template <class Id>
std::optional<Id> id_in(const std::string& path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return std::nullopt;
  return base::parse_id<Id>(std::string_view(path).substr(prefix.size()));
}

}  // namespace

HttpAnswer Server::answer(const Http::Request& request) {
  if (request.method == "GET") return get(request.path);
  if (request.path == "/api/v1/commands") return post_commands(request.body);
  if (request.path == "/api/v1/session/code") {
    const auto asked = wire::code_request_from_json(request.body);
    if (!asked) return problem(400, asked.error().code);
    codes_sent_to.push_back(asked->to);
    return {202, "{}"};
  }
  if (request.path == "/api/v1/session" && request.method == "DELETE") {
    session.reset();
    return {204, ""};
  }
  if (request.path == "/api/v1/session") return post_session(request.body);
  return problem(404, "route.unknown");
}

HttpAnswer Server::get(const std::string& path) {
  if (path == "/api/v1/markers") return manifest();
  if (path.starts_with("/api/v1/markers/")) return cell(path);
  if (path == "/api/v1/session") return {200, wire::session_to_json(session)};
  if (path.starts_with("/api/v1/search?")) {
    wire::SearchAnswer answer;
    for (const auto& [id, place] : places_) {
      answer.items.push_back(
          {id.uuid, model::marker_kind(place.category), place.name, place.city, place.at});
    }
    return {200, wire::to_json(answer)};
  }
  if (const auto id = id_in<model::PlaceId>(path, "/api/v1/places/"); id && places_.contains(*id))
    return {200, wire::to_json(places_.at(*id))};
  if (const auto id = id_in<model::ActionId>(path, "/api/v1/actions/");
      id && actions_.contains(*id))
    return {200, wire::to_json(actions_.at(*id))};
  return problem(404, "not_found");
}

std::vector<std::vector<model::Marker>> Server::cell_markers() const {
  std::vector<std::vector<model::Marker>> markers(cells);
  std::size_t next = 0;
  for (const auto& [id, place] : places_)
    markers[next++ % cells].push_back(model::marker_of(place));
  for (const auto& [id, action] : actions_) {
    if (action.status == model::ActionStatus::open)
      markers[next++ % cells].push_back(model::marker_of(action));
  }
  return markers;
}

// Cells are named by the sequence: asked for later, one of an older manifest is gone.
HttpAnswer Server::manifest() const {
  wire::MarkerManifest manifest;
  manifest.sequence = sequence();
  const auto markers = cell_markers();
  for (std::size_t i = 0; i < markers.size(); ++i) {
    manifest.cells.push_back(
        {"/api/v1/markers/" + std::to_string(i) + "-" + std::to_string(sequence()) + ".bin",
         static_cast<std::uint32_t>(markers[i].size())});
  }
  return {200, wire::to_json(manifest)};
}

HttpAnswer Server::cell(const std::string& path) const {
  const auto markers = cell_markers();
  for (std::size_t i = 0; i < markers.size(); ++i) {
    if (path == "/api/v1/markers/" + std::to_string(i) + "-" + std::to_string(sequence()) + ".bin")
      return {200, wire::encode_cell(markers[i])};
  }
  return problem(404, "not_found");
}

HttpAnswer Server::post_session(const std::string& body) {
  const auto sign_in = wire::sign_in_from_json(body);
  if (!sign_in) return problem(400, sign_in.error().code);
  if (sign_in->code != kCode) return problem(422, "code.wrong");
  auto account = accounts_.find(sign_in->to);
  if (account == accounts_.end()) {
    if (sign_in->first_name.empty() || !sign_in->goal) return problem(422, "account.needed");
    base::RandomBytes bytes{};
    bytes[9] = static_cast<std::uint8_t>(accounts_.size() + 1);
    const model::Account made{
        {base::make_uuid_v7(now, bytes)}, sign_in->first_name, *sign_in->goal};
    account = accounts_.emplace(sign_in->to, made).first;
  }
  session = wire::SignedIn{account->second, {}};
  return {200, wire::session_to_json(session)};
}

HttpAnswer Server::post_commands(const std::string& body) {
  const auto commands = wire::commands_from_json(body);
  if (!commands) return problem(400, commands.error().code);
  if (!session) return problem(401, "session.missing");
  std::vector<model::Answer> answers;
  for (const auto& command : *commands) answers.push_back(decide(command));
  return {200, wire::to_json(answers)};
}

model::Answer Server::decide(const model::Command& command) {
  const auto before = decided_.find(command.id);
  if (before != decided_.end()) return before->second;
  return decided_[command.id] = apply(command);
}

model::Answer Server::apply(const model::Command& command) {
  const auto refused = [&](const base::Error& error) {
    return model::Answer{command.id, model::Verdict::refused, error.code, error.where};
  };
  if (const auto refusal = std::exchange(refusal_, std::nullopt))
    return refused({refusal->first, refusal->second, ""});
  if (const auto valid = rules::validate(command); !valid) return refused(valid.error());
  rules::Facts facts;
  const auto* close = std::get_if<model::CloseAction>(&command.intent);
  if (close && actions_.contains(close->action)) {
    facts.author = actions_.at(close->action).author.id;
    facts.status = actions_.at(close->action).status;
  }
  if (const auto may = rules::permit({session->account.id}, command.intent, facts); !may)
    return refused(may.error());
  ++applied_[command.id];
  model::Action action;
  if (close) {
    action = actions_.at(close->action);
    action.status = model::ActionStatus::closed;
    action.outcome = close->outcome;
    action.outcome_message = close->message;
  } else {
    const auto& create = std::get<model::CreateAction>(command.intent);
    action.id = {command.id.uuid};
    action.kind = create.kind;
    action.section = create.section;
    action.title = create.title;
    action.text = create.text;
    action.author = {session->account.id, session->account.first_name};
    action.at = geo::public_cell(std::get<model::Position>(create.at));
    action.created = now;
  }
  action.updated = now;
  put(action);
  return {command.id, model::Verdict::applied, "", ""};
}

void Server::put(model::Place place) {
  const auto id = place.id;
  places_[id] = std::move(place);
}

void Server::put(model::Action action) {
  actions_[action.id] = action;
  add_change(model::ActionPut{std::move(action)});
}

void Server::add_change(model::Fact fact) { changes_.push_back({sequence() + 1, std::move(fact)}); }

void Server::refuse_next(std::string reason, std::string where) {
  refusal_ = {std::move(reason), std::move(where)};
}

int Server::times_applied(model::CommandId id) const {
  const auto found = applied_.find(id);
  return found == applied_.end() ? 0 : found->second;
}

}  // namespace fake
