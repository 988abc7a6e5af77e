#include "app/store.hpp"

#include <utility>

#include "core/base/overloaded.hpp"
#include "core/wire/json.hpp"
#include "core/wire/marker_cell.hpp"

namespace app {
namespace {

constexpr std::string_view kMarkers = "/api/v1/markers", kSession = "/api/v1/session",
                           kCode = "/api/v1/session/code", kCommands = "/api/v1/commands";
constexpr std::string_view kCells = "/api/v1/markers/";

bool is_success(const ports::HttpAnswer& answer) {
  return answer.status >= 200 && answer.status < 300;
}

// An answer that is damaged may be whole the next time; one of another shape comes from a newer
// server.
base::Error unreadable(const base::Error& error) {
  const bool damaged = error.code == "json.malformed" || error.code == "cell.checksum" ||
                       error.code == "cell.truncated";
  return {damaged ? failure::kServer : failure::kStaleClient, error.where, error.code};
}

template <class Parse>
auto read(const ports::HttpAnswer& answer, Parse parse) -> decltype(parse(std::string_view{})) {
  if (!is_success(answer)) return http_error(answer);
  auto parsed = parse(std::string_view(answer.body));
  if (!parsed) return unreadable(parsed.error());
  return parsed;
}

base::Result<base::Done> done(const ports::HttpAnswer& answer) {
  if (!is_success(answer)) return http_error(answer);
  return base::Done{};
}

// Of the server's cells only: the manifest must not send us anywhere else.
base::Result<wire::MarkerManifest> checked_manifest(std::string_view json) {
  auto manifest = wire::manifest_from_json(json);
  if (!manifest) return manifest;
  bool ours = manifest->format == 1;
  for (const auto& cell : manifest->cells)
    ours = ours && cell.url.starts_with(kCells) && cell.url.find("..") == cell.url.npos;
  if (!ours) return base::Error{"manifest.format", "", "A manifest of another format."};
  return manifest;
}

base::Result<std::vector<model::Marker>> cell(std::string_view bytes) {
  return wire::decode_cell({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

template <class T>
base::Result<T> of_id(base::Result<T> result, const decltype(T::id)& id) {
  if (!result || result->id == id) return result;
  return base::Error{failure::kServer, "id", "The answer is about something else."};
}

base::Result<wire::SignedIn> signed_in_by(std::string_view json) {
  const auto session = wire::session_from_json(json);
  if (!session) return session.error();
  if (!*session) return base::Error{"json.missing", "account", "Signed in, yet no account."};
  return **session;
}

std::string percent_encoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain)
      out += c;
    else
      (out += '%') += kHex[byte >> 4], out += kHex[byte & 15];
  }
  return out;
}

std::string with(std::string_view path, std::string_view rest) {
  return std::string(path).append(rest);
}

// Carries one effect out. Answers come back as actions, later.
struct Run {
  Store& store;
  ports::Ports& ports;

  template <class Then>
  void request(std::string_view method, std::string_view path, std::string_view body, Then then) {
    ports.http.send(method, path, body, [&store = store, then](const ports::HttpAnswer& answer) {
      store.send(then(answer));
    });
  }

  void operator()(const FetchManifest&) {
    request("GET", kMarkers, "", [](const auto& answer) -> Action {
      return ManifestArrived{read(answer, checked_manifest)};
    });
  }
  void operator()(const FetchCell& e) {
    request("GET", e.url, "", [url = e.url](const auto& answer) -> Action {
      return CellArrived{url, read(answer, cell)};
    });
  }
  void operator()(const FetchPlace& e) {
    request("GET", with("/api/v1/places/", to_text(e.id)), "",
            [id = e.id](const auto& answer) -> Action {
              return PlaceArrived{id, of_id(read(answer, wire::place_from_json), id)};
            });
  }
  void operator()(const FetchAction& e) {
    request("GET", with("/api/v1/actions/", to_text(e.id)), "",
            [id = e.id](const auto& answer) -> Action {
              return ActionArrived{id, of_id(read(answer, wire::action_from_json), id)};
            });
  }
  void operator()(const FetchSearch& e) {
    request("GET", with("/api/v1/search?q=", percent_encoded(e.query)), "",
            [query = e.query](const auto& answer) -> Action {
              return SearchArrived{query, read(answer, wire::search_answer_from_json)};
            });
  }
  void operator()(const FetchHistory& e) {
    request("GET", with(with("/api/v1/places/", to_text(e.id)), "/history"), "",
            [id = e.id](const auto& answer) -> Action {
              return HistoryArrived{id, read(answer, wire::place_history_from_json)};
            });
  }
  void operator()(const FetchCorrections&) {
    request("GET", "/api/v1/corrections", "", [](const auto& answer) -> Action {
      return CorrectionsArrived{read(answer, wire::open_corrections_from_json)};
    });
  }
  void operator()(const FetchAssociations& e) {
    request("GET", with(with("/api/v1/places/", to_text(e.near)), "/associations"), "",
            [near = e.near](const auto& answer) -> Action {
              return AssociationsArrived{near, read(answer, wire::near_associations_from_json)};
            });
  }
  void operator()(const FetchSession&) {
    request("GET", kSession, "", [](const auto& answer) -> Action {
      return SessionArrived{read(answer, wire::session_from_json)};
    });
  }
  void operator()(const RequestCode& e) {
    request("POST", kCode, wire::to_json(e.request),
            [](const auto& answer) -> Action { return CodeAnswered{done(answer)}; });
  }
  void operator()(const RequestSignIn& e) {
    request("POST", kSession, wire::to_json(e.sign_in), [](const auto& answer) -> Action {
      return SignInAnswered{read(answer, signed_in_by)};
    });
  }
  void operator()(const RequestSignOut&) {
    request("DELETE", kSession, "",
            [](const auto& answer) -> Action { return SignOutAnswered{done(answer)}; });
  }
  void operator()(const SendCommands& e) {
    request("POST", kCommands, wire::to_json(e.commands), [](const auto& answer) -> Action {
      if (answer.status == 429)  // too many at once: the same ones, later
        return CommandsAnswered{base::Error{failure::kServer, "", "429"}};
      return CommandsAnswered{read(answer, wire::answers_from_json)};
    });
  }
  void operator()(const SubscribeChanges& e) {
    ports::Live::Listener listener;
    listener.change = [&store = store](const std::string& data) {
      auto change = wire::change_from_json(data);
      if (change)
        store.send(ChangesArrived{{*std::move(change)}});
      else
        store.send(StreamUnreadable{change.error()});
    };
    listener.reset = [&store = store] { store.send(StreamReset{}); };
    listener.connected = [&store = store](bool connected) {
      store.send(StreamConnected{connected});
    };
    ports.live.subscribe(e.since, std::move(listener));
  }
  void operator()(const SaveDrafts& e) {
    ports.storage.save(kDraftsKey, e.text, [](bool) {});  // the next letter tries again
  }
  void operator()(const SaveOutbox& e) {
    ports.storage.save(kOutboxKey, e.text,
                       [&store = store](bool ok) { store.send(OutboxSaved{ok}); });
  }
  void operator()(const ShowUrl& e) { ports.browser.show_url(e.url, e.replace); }
  void operator()(const Share& e) {
    ports.browser.share(e.title, e.url, [&store = store](ShareOutcome outcome) {
      store.send(ShareEnded{outcome});
    });
  }
  void operator()(const Print&) { ports.browser.print(); }
  void operator()(const FlyTo& e) { ports.map.fly_to(e.at, e.zoom); }
  void operator()(const AskPosition&) {
    ports.browser.ask_position(
        [&store = store](std::optional<model::Position> at) { store.send(PositionArrived{at}); });
  }
  void operator()(const ReadClock&) { store.send(ClockRead{store.now()}); }
  void operator()(const SetTimer& e) {
    ports.browser.set_timer(e.timer, e.after_ms, [&store = store, timer = e.timer] {
      store.send(TimerFired{timer, store.now()});
    });
  }
};

}  // namespace

base::Error http_error(const ports::HttpAnswer& answer) {
  const auto status = std::to_string(answer.status);
  switch (answer.status) {
    case 0: return {failure::kNetwork, "", "No answer."};
    case 401: return {failure::kSignIn, "", status};
    case 404:
    case 410: return {failure::kNotFound, "", status};
    case 426: return {failure::kStaleClient, "", status};
    default: break;
  }
  const bool ours = answer.status == 400 || answer.status == 409 || answer.status == 413 ||
                    answer.status == 415 || answer.status == 422 || answer.status == 429;
  const auto problem = wire::problem_from_json(answer.body);
  if (ours && problem && !problem->code.empty()) return {problem->code, problem->where, status};
  return {failure::kServer, "", status};
}

Store::Store(ports::Ports ports, std::function<void()> changed)
    : ports_(ports), changed_(std::move(changed)) {}

void Store::send(Action action) {
  waiting_.push_back(std::move(action));
  if (reducing_) return;
  reducing_ = true;
  while (!waiting_.empty()) {
    const auto next = std::move(waiting_.front());
    waiting_.pop_front();
    for (const auto& effect : reduce(state_, next)) run(effect);
  }
  reducing_ = false;
  changed_();
}

model::CommandId Store::new_command_id() {
  return {base::make_uuid_v7(ports_.browser.now(), ports_.browser.random_bytes())};
}

bool Store::prepare() {
  return state_.map_known &&
         state_.markers.prepare(state_.map.view, marker_filter(state_.location.filter));
}

void Store::run(const Effect& effect) { std::visit(Run{*this, ports_}, effect); }

}  // namespace app
