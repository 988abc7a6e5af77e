#include "server/queries.hpp"

#include <algorithm>

#include <charconv>
#include <type_traits>

#include "core/base/folding.hpp"
#include "core/base/likeness.hpp"
#include "core/rules/limits.hpp"
#include "core/rules/validate.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_writer.hpp"
#include "server/http/caching.hpp"
#include "server/private_json.hpp"
#include "server/problem.hpp"
#include "server/secrets.hpp"
#include "server/session.hpp"
#include "server/standing.hpp"

namespace server::queries {
namespace {

constexpr std::string_view kAskEachTime = "no-cache";
constexpr std::string_view kAskAlone = "private, no-cache";  // what not everybody may see
constexpr std::size_t kAuditPage = 500;
constexpr std::string_view kForEver = "public, max-age=31536000, immutable";

http::Response json_answer(const http::Request& request, std::string json,
                           std::string_view cache_control = kAskEachTime) {
  http::Response response;
  response.content_type = "application/json";
  const auto tag = hash_hex(json);
  response.body = std::move(json);
  return http::cacheable(request, std::move(response), tag, cache_control);
}

// What is the same for everybody is made once between two writes.
http::Response kept_answer(const http::Request& request,
                           const std::shared_ptr<const KeptAnswer>& kept) {
  http::Response response;
  response.content_type = "application/json";
  response.body = http::SharedBytes{kept, kept->json};
  return http::cacheable(request, std::move(response), kept->tag, kAskEachTime);
}

// True where it was there, and has been answered.
bool answer_again(const Services& services, const http::Request& request,
                  AnswerCache::Commits commits, const http::Respond& respond) {
  const auto kept = services.answers.find(request.path, commits);
  if (kept) respond(kept_answer(request, kept));
  return kept != nullptr;
}

http::Response answer_to_keep(const Services& services, const http::Request& request,
                              AnswerCache::Commits commits, std::string json) {
  auto tag = hash_hex(json);
  const auto kept = std::make_shared<const KeptAnswer>(std::move(json), std::move(tag));
  services.answers.keep(request.path, commits, kept);
  return kept_answer(request, kept);
}

// The number of the last change a client knows: from where it stopped, else from its address.
base::Result<std::optional<std::int64_t>> since_of(const http::Request& request) {
  std::string text(request.header("last-event-id"));
  const bool is_asked = text.empty() && ('&' + request.query).find("&since=") != std::string::npos;
  if (is_asked) text = request.parameter("since").value_or("");
  if (text.empty() && !is_asked) return std::optional<std::int64_t>{};
  std::int64_t number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || number < 0)
    return base::Error{"query.malformed", "since", ""};
  return std::optional(number);
}

// Who asks, and what they are at that place.
rules::Actor actor_here(const Services& services, const http::Request& request,
                        const std::optional<model::Position>& at) {
  rules::Actor actor;
  const auto account = session::who_asks(services, request);
  if (account)
    services.storage.read(
        [&](storage::Reader& reader) { actor = actor_at(reader, account->id, at); });
  return actor;
}

// What `find` finds under an id; nothing for what is no id.
template <class Id, class Find>
auto find_by_id(const Services& services, std::string_view text, Find find) {
  std::invoke_result_t<Find, storage::Reader&, Id> found;
  if (const auto id = base::parse_id<Id>(text))
    services.storage.read([&](storage::Reader& reader) { found = find(reader, *id); });
  return found;
}

}  // namespace

void health(const Services& services, const http::Request&, const http::Respond& respond) {
  try {
    services.storage.read([](storage::Reader& reader) { reader.last_sequence(); });
  } catch (const storage::Failure&) {
    return respond(problem(503, "storage.unavailable"));
  }
  http::Response response;
  response.content_type = "application/json";
  response.body = R"({"status":"ok"})";
  respond(std::move(response.with("Cache-Control", "no-store")));
}

std::optional<model::Place> find_place(const Services& services, std::string_view id) {
  return find_by_id<model::PlaceId>(
      services, id,
      [](storage::Reader& reader, model::PlaceId place) { return reader.place(place); });
}

std::optional<model::Action> find_action(const Services& services, std::string_view id) {
  return find_by_id<model::ActionId>(
      services, id,
      [](storage::Reader& reader, model::ActionId action) { return reader.action(action); });
}

void place(const Services& services, const http::Request& request, std::string_view id,
           const http::Respond& respond) {
  const auto commits = services.storage.commits();
  if (answer_again(services, request, commits, respond)) return;
  const auto place = find_place(services, id);
  respond(place ? answer_to_keep(services, request, commits, wire::to_json(*place))
                : problem(404, "place.unknown"));
}

void place_history(const Services& services, const http::Request& request, std::string_view id,
                   const http::Respond& respond) {
  const auto commits = services.storage.commits();
  if (answer_again(services, request, commits, respond)) return;
  const auto history = find_by_id<model::PlaceId>(
      services, id,
      [](storage::Reader& reader, model::PlaceId place) -> std::optional<wire::PlaceHistory> {
        if (!reader.place(place)) return std::nullopt;
        return wire::PlaceHistory{reader.place_history(place, wire::kHistoryMax)};
      });
  respond(history ? answer_to_keep(services, request, commits, wire::to_json(*history))
                  : problem(404, "place.unknown"));
}

void place_associations(const Services& services, const http::Request& request, std::string_view id,
                        const http::Respond& respond) {
  constexpr double kNear_m = 50'000;
  const auto commits = services.storage.commits();
  if (answer_again(services, request, commits, respond)) return;
  const auto near = find_by_id<model::PlaceId>(
      services, id,
      [](storage::Reader& reader, model::PlaceId wanted) -> std::optional<wire::NearAssociations> {
        const auto place = reader.place(wanted);
        if (!place) return std::nullopt;
        return wire::NearAssociations{
            reader.associations_near(place->at, kNear_m, wire::kNearAssociationsMax)};
      });
  respond(near ? answer_to_keep(services, request, commits, wire::to_json(*near))
               : problem(404, "place.unknown"));
}

namespace {

wire::OpenCorrection as_shown(const model::Correction& correction, const model::Place& place) {
  wire::OpenCorrection shown{correction.id,        place.id,          place.name,
                             correction.suggested, correction.remark, {}};
  for (const auto& change : correction.changes)
    shown.changes.push_back({change, text_of(place, change.field)});
  return shown;
}

wire::OpenCorrections corrections_for(storage::Reader& reader, model::PersonId person) {
  const auto standing = reader.standing(person);
  wire::OpenCorrections open;
  if (!standing.is_admin && standing.areas.empty() && standing.memberships.empty()) return open;
  for (const auto& correction : reader.open_corrections()) {
    if (open.items.size() == wire::kCorrectionsPage) break;
    const auto place = reader.place(correction.place);
    const auto& association = place->care.association;
    const auto whose = association ? std::optional(association->id) : std::nullopt;
    if (rules::may_look_after(rules::actor_at(standing, person, place->at), whose))
      open.items.push_back(as_shown(correction, *place));
  }
  return open;
}

}  // namespace

void corrections(const Services& services, const http::Request& request,
                 const http::Respond& respond) {
  const auto account = session::who_asks(services, request);
  if (!account) return respond(problem(401, "session.missing"));
  wire::OpenCorrections open;
  services.storage.read(
      [&](storage::Reader& reader) { open = corrections_for(reader, account->id); });
  respond(private_json(200, wire::to_json(open)));
}

// Who asks matters only where not everybody may see it.
void action(const Services& services, const http::Request& request, std::string_view id,
            const http::Respond& respond) {
  const auto commits = services.storage.commits();
  if (answer_again(services, request, commits, respond)) return;
  const auto action = find_action(services, id);
  if (!action) return respond(problem(404, "action.unknown"));
  if (action->status != model::ActionStatus::suspended)
    return respond(answer_to_keep(services, request, commits, wire::to_json(*action)));
  const auto actor = actor_here(services, request, action->at.centre);
  if (!rules::may_see_action(actor, action->author.id, action->status))
    return respond(problem(404, "action.unknown"));
  respond(json_answer(request, wire::to_json(*action), kAskAlone));
}

void person(const Services& services, const http::Request& request, std::string_view id,
            const http::Respond& respond) {
  const auto commits = services.storage.commits();
  if (answer_again(services, request, commits, respond)) return;
  const auto person = find_by_id<model::PersonId>(
      services, id,
      [](storage::Reader& reader, model::PersonId found) -> std::optional<wire::Person> {
        const auto profile = reader.profile(found);
        return profile ? std::optional(wire::Person{found, *profile}) : std::nullopt;
      });
  respond(person ? answer_to_keep(services, request, commits, wire::to_json(*person))
                 : problem(404, "person.unknown"));
}

void association(const Services& services, const http::Request& request, std::string_view id,
                 const http::Respond& respond) {
  const auto commits = services.storage.commits();
  if (answer_again(services, request, commits, respond)) return;
  const auto association = find_by_id<model::AssociationId>(
      services, id, [](storage::Reader& reader, model::AssociationId found) {
        return reader.association(found);
      });
  if (!association) return respond(problem(404, "association.unknown"));
  if (association->status == model::AssociationStatus::approved)
    return respond(answer_to_keep(services, request, commits, wire::to_json(*association)));
  if (!rules::may_see_association(actor_here(services, request, association->at), *association))
    return respond(problem(404, "association.unknown"));
  respond(json_answer(request, wire::to_json(*association), kAskAlone));
}

void event(const Services& services, const http::Request& request, std::string_view id,
           const http::Respond& respond) {
  const auto commits = services.storage.commits();
  if (answer_again(services, request, commits, respond)) return;
  const auto event = find_by_id<model::EventId>(
      services, id,
      [](storage::Reader& reader, model::EventId found) { return reader.event(found); });
  respond(event ? answer_to_keep(services, request, commits, wire::to_json(*event))
                : problem(404, "event.unknown"));
}

// For admins; for all others there is no such thing.
void audit(const Services& services, const http::Request& request, const http::Respond& respond) {
  if (!actor_here(services, request, std::nullopt).is_admin)
    return respond(problem(404, "route.unknown"));
  std::vector<storage::AuditEntry> entries;
  services.storage.read([&](storage::Reader& reader) { entries = reader.audit(kAuditPage); });
  wire::JsonWriter json;
  json.begin_list();
  for (const auto& entry : entries)
    json.begin_object()
        .field_time("at", entry.at)
        .field("actor", entry.actor)
        .field("kind", entry.kind)
        .field("subject", entry.subject)
        .field("detail", entry.detail)
        .end_object();
  json.end_list();
  respond(private_json(200, json.take()));
}

void manifest(const Services& services, const http::Request& request,
              const http::Respond& respond) {
  services.markers.snapshot(
      [request, respond](const std::shared_ptr<const MarkerSnapshot>& snapshot) {
        http::Response response;
        response.content_type = "application/json";
        response.body = http::SharedBytes{snapshot, snapshot->manifest};
        respond(http::cacheable(request, std::move(response), snapshot->tag, kAskEachTime));
      });
}

void cell(const Services& services, const http::Request& request, std::string_view file,
          const http::Respond& respond) {
  constexpr std::string_view kSuffix = ".bin";
  const auto cell =
      file.ends_with(kSuffix)
          ? services.markers.cell(std::string(file.substr(0, file.size() - kSuffix.size())))
          : std::nullopt;
  if (!cell) return respond(problem(404, "cell.unknown"));
  http::Response response;
  response.content_type = "application/octet-stream";
  response.body = cell->bytes;
  auto tag = cell->name;
  if (http::accepts_encoding(request, "gzip")) {
    response.body = cell->gzip;
    response.with("Content-Encoding", "gzip");
    tag += "-gz";
  }
  response.with("Vary", "Accept-Encoding");
  respond(http::cacheable(request, std::move(response), tag, kForEver));
}

base::Result<wire::SearchAnswer> found_by(const Services& services, std::string_view typed) {
  const auto text = rules::trimmed(typed);
  const auto length = rules::length_utf8(text);
  if (!length) return base::Error{"text.not_utf8", "q", ""};
  if (*length < rules::limits::kSearchMin) return base::Error{"text.too_short", "q", ""};
  if (*length > rules::limits::kSearchMax) return base::Error{"text.too_long", "q", ""};
  wire::SearchAnswer answer;
  services.storage.read([&](storage::Reader& reader) {
    answer.items = reader.search(text, rules::limits::kSearchPage);
  });
  // Where something is called so, a town with a name like it is none that was meant.
  const auto words = base::wanted_words(base::fold(text));
  const bool is_name = std::ranges::any_of(answer.items, [&](const wire::Found& found) {
    constexpr double kWithoutMistake = 0.8;
    return base::likeness(words, base::fold(found.title), "") >= kWithoutMistake;
  });
  const auto mistakes = is_name ? Mistakes::refused : Mistakes::forgiven;
  answer.towns = services.gazetteer.search(text, mistakes, rules::limits::kTownsPage);
  return answer;
}

void search(const Services& services, const http::Request& request, const http::Respond& respond) {
  if (request.query.empty()) return respond(problem(400, "query.missing", "q"));
  const auto typed = request.parameter("q");
  if (!typed) return respond(problem(400, "query.malformed", "q"));
  const auto answer = found_by(services, *typed);
  respond(answer ? json_answer(request, wire::to_json(*answer)) : problem(400, answer.error()));
}

void changes(const Services& services, const http::Request& request, const http::Respond& respond) {
  const auto since = since_of(request);
  if (!since) return respond(problem(400, since.error()));
  if (!*since) return respond(problem(400, "query.missing", "since"));
  base::Result<Backlog> backlog = base::Error{};
  services.storage.read([&](storage::Reader& reader) { backlog = backlog_since(reader, **since); });
  if (!backlog) return respond(problem(410, backlog.error()));
  std::string json = "{\"sequence\":" + std::to_string(backlog->sequence) + ",\"changes\":[";
  for (const auto& change : backlog->changes)
    json += (json.back() == '[' ? "" : ",") + wire::to_json(change);
  respond(json_answer(request, json + "]}"));
}

void stream(const Services& services, const http::Request& request, const http::Respond& respond) {
  const auto since = since_of(request);
  if (!since) return respond(problem(400, since.error()));
  http::Response response;
  response.content_type = "text/event-stream";
  response.with("Cache-Control", "no-store").with("X-Accel-Buffering", "no");
  response.open_stream = [&hub = services.stream,
                          since = *since](std::shared_ptr<http::Outlet> outlet) {
    hub.subscribe(std::move(outlet), since);
  };
  respond(std::move(response));
}

}  // namespace server::queries
