#include "server/queries.hpp"

#include <charconv>

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

std::optional<model::PersonId> person_who_asks(const Services& services,
                                               const http::Request& request) {
  const auto account = session::who_asks(services, request);
  return account ? std::optional(account->id) : std::nullopt;
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
  std::optional<model::Place> place;
  if (const auto parsed = base::parse_id<model::PlaceId>(id))
    services.storage.read([&](storage::Reader& reader) { place = reader.place(*parsed); });
  return place;
}

std::optional<model::Action> find_action(const Services& services, std::string_view id,
                                         const std::optional<model::PersonId>& person) {
  std::optional<model::Action> action;
  const auto parsed = base::parse_id<model::ActionId>(id);
  if (!parsed) return action;
  services.storage.read([&](storage::Reader& reader) {
    action = reader.action(*parsed);
    if (!action || action->status != model::ActionStatus::suspended) return;
    const auto actor = actor_at(reader, person, action->at.centre);
    if (!rules::may_see_action(actor, action->author.id, action->status)) action.reset();
  });
  return action;
}

void place(const Services& services, const http::Request& request, std::string_view id,
           const http::Respond& respond) {
  const auto place = find_place(services, id);
  respond(place ? json_answer(request, wire::to_json(*place)) : problem(404, "place.unknown"));
}

void action(const Services& services, const http::Request& request, std::string_view id,
            const http::Respond& respond) {
  const auto action = find_action(services, id, person_who_asks(services, request));
  if (!action) return respond(problem(404, "action.unknown"));
  const bool is_public = action->status != model::ActionStatus::suspended;
  respond(json_answer(request, wire::to_json(*action), is_public ? kAskEachTime : kAskAlone));
}

void person(const Services& services, const http::Request& request, std::string_view id,
            const http::Respond& respond) {
  std::optional<model::Profile> profile;
  const auto parsed = base::parse_id<model::PersonId>(id);
  if (parsed)
    services.storage.read([&](storage::Reader& reader) { profile = reader.profile(*parsed); });
  if (!profile) return respond(problem(404, "person.unknown"));
  respond(json_answer(request, wire::to_json(wire::Person{*parsed, *profile})));
}

void association(const Services& services, const http::Request& request, std::string_view id,
                 const http::Respond& respond) {
  std::optional<model::Association> association;
  const auto asking = person_who_asks(services, request);
  const auto parsed = base::parse_id<model::AssociationId>(id);
  if (parsed)
    services.storage.read([&](storage::Reader& reader) {
      association = reader.association(*parsed);
      if (!association || association->status == model::AssociationStatus::approved) return;
      const auto actor = actor_at(reader, asking, association->at);
      if (!rules::may_see_association(actor, *association)) association.reset();
    });
  if (!association) return respond(problem(404, "association.unknown"));
  const bool is_public = association->status == model::AssociationStatus::approved;
  respond(json_answer(request, wire::to_json(*association), is_public ? kAskEachTime : kAskAlone));
}

void event(const Services& services, const http::Request& request, std::string_view id,
           const http::Respond& respond) {
  std::optional<model::Event> event;
  if (const auto parsed = base::parse_id<model::EventId>(id))
    services.storage.read([&](storage::Reader& reader) { event = reader.event(*parsed); });
  respond(event ? json_answer(request, wire::to_json(*event)) : problem(404, "event.unknown"));
}

// For admins; for all others there is no such thing.
void audit(const Services& services, const http::Request& request, const http::Respond& respond) {
  std::optional<std::vector<storage::AuditEntry>> entries;
  const auto asking = person_who_asks(services, request);
  services.storage.read([&](storage::Reader& reader) {
    if (actor_at(reader, asking, std::nullopt).is_admin) entries = reader.audit(kAuditPage);
  });
  if (!entries) return respond(problem(404, "route.unknown"));
  wire::JsonWriter json;
  json.begin_list();
  for (const auto& entry : *entries)
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
        response.body = snapshot->manifest;
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

void search(const Services& services, const http::Request& request, const http::Respond& respond) {
  if (request.query.empty()) return respond(problem(400, "query.missing", "q"));
  const auto typed = request.parameter("q");
  if (!typed) return respond(problem(400, "query.malformed", "q"));
  const auto text = rules::trimmed(*typed);
  const auto length = rules::length_utf8(text);
  if (!length) return respond(problem(400, "text.not_utf8", "q"));
  if (*length < rules::limits::kSearchMin) return respond(problem(400, "text.too_short", "q"));
  if (*length > rules::limits::kSearchMax) return respond(problem(400, "text.too_long", "q"));
  std::vector<wire::Found> found;
  services.storage.read(
      [&](storage::Reader& reader) { found = reader.search(text, rules::limits::kSearchPage); });
  respond(json_answer(request, wire::to_json(found)));
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
