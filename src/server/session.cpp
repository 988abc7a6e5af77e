#include "server/session.hpp"

#include "core/wire/json.hpp"
#include "core/wire/json_writer.hpp"
#include "server/client_address.hpp"
#include "server/device_name.hpp"
#include "server/private_json.hpp"
#include "server/problem.hpp"

namespace server::session {
namespace {

constexpr std::string_view kCookie = "__Host-session";

// Lax: a link from elsewhere finds the person signed in, a form from elsewhere doesn't.
std::string cookie_with(const std::string& token, std::int64_t life_ms) {
  return std::string(kCookie) + "=" + token +
         "; Path=/; Max-Age=" + std::to_string(life_ms / base::kSecondMs) +
         "; HttpOnly; Secure; SameSite=Lax";
}

int status_of(const base::Error& error) {
  if (error.code == "rate.limited") return 429;
  if (error.code == "storage.unavailable" || error.code == "server.busy") return 503;
  return 422;
}

http::Response refusal(const base::Error& error) {
  auto response = problem(status_of(error), error);
  if (response.status == 429) response.with("Retry-After", "60");
  return response;
}

http::Response no_content() {
  http::Response response;
  response.status = 204;
  return std::move(response.with("Cache-Control", "private, no-store"));
}

}  // namespace

std::optional<model::Account> who_asks(const Services& services, const http::Request& request) {
  const auto token = request.cookie(kCookie);
  return token ? services.sign_in.who(*token) : std::nullopt;
}

void show(const Services& services, const http::Request& request, const http::Respond& respond) {
  std::optional<wire::SignedIn> who;
  if (const auto account = who_asks(services, request))
    services.storage.read([&](storage::Reader& reader) {
      who = wire::SignedIn{*account, reader.standing(account->id)};
    });
  respond(private_json(200, wire::session_to_json(who)));
}

void request_code(const Services& services, const http::Request& request,
                  const http::Respond& respond) {
  const auto wanted = wire::code_request_from_json(request.body);
  if (!wanted) return respond(problem(400, wanted.error()));
  services.sign_in.request_code(
      wanted->to, services.client_address(request), [respond](const auto& sent) {
        if (!sent) return respond(refusal({sent.error().code, "to", sent.error().detail}));
        respond(private_json(202, "{}"));
      });
}

void sign_in(const Services& services, const http::Request& request, const http::Respond& respond) {
  const auto wanted = wire::sign_in_from_json(request.body);
  if (!wanted) return respond(problem(400, wanted.error()));
  const SignInDesk::Client client{services.client_address(request),
                                  device_name(request.header("user-agent")),
                                  request.cookie(kCookie).value_or("")};
  services.sign_in.sign_in(*wanted, client, [respond](const auto& opened) {
    if (!opened) return respond(refusal(opened.error()));
    respond(std::move(private_json(200, wire::session_to_json(opened->who))
                          .with("Set-Cookie", cookie_with(opened->token, kSessionLife_ms))));
  });
}

void sign_out(const Services& services, const http::Request& request,
              const http::Respond& respond) {
  const auto answer = [respond] {
    respond(std::move(no_content().with("Set-Cookie", cookie_with("", 0))));
  };
  const auto token = request.cookie(kCookie);
  if (!token) return answer();
  services.sign_in.sign_out(*token, answer);
}

void devices(const Services& services, const http::Request& request, const http::Respond& respond) {
  const auto account = who_asks(services, request);
  if (!account) return respond(problem(401, "session.missing"));
  const auto here = SignInDesk::device_of(*request.cookie(kCookie));
  wire::JsonWriter json;
  json.begin_list();
  for (const auto& device : services.sign_in.devices(account->id))
    json.begin_object()
        .field("id", device.id)
        .field("name", device.name)
        .field_time("signed_in", device.signed_in)
        .field("current", device.id == here)
        .end_object();
  json.end_list();
  respond(private_json(200, json.take()));
}

void end_device(const Services& services, const http::Request& request, std::string_view id,
                const http::Respond& respond) {
  const auto account = who_asks(services, request);
  if (!account) return respond(problem(401, "session.missing"));
  services.sign_in.end_device(account->id, std::string(id), [respond](const auto& ended) {
    if (ended) return respond(no_content());
    if (ended.error().code == "device.unknown") return respond(problem(404, ended.error()));
    respond(refusal(ended.error()));
  });
}

void make_recovery_code(const Services& services, const http::Request& request,
                        const http::Respond& respond) {
  if (const auto empty = wire::empty_object_from_json(request.body); !empty)
    return respond(problem(400, empty.error()));
  const auto account = who_asks(services, request);
  if (!account) return respond(problem(401, "session.missing"));
  services.sign_in.make_recovery_code(account->id, [respond](const auto& code) {
    if (!code) return respond(refusal(code.error()));
    wire::JsonWriter json;
    json.begin_object().field("code", *code).end_object();
    respond(private_json(200, json.take()));
  });
}

void run_commands(const Services& services, const http::Request& request,
                  const http::Respond& respond) {
  auto commands = wire::commands_from_json(request.body);
  if (!commands) return respond(problem(400, commands.error()));
  services.commands.run(*std::move(commands),
                        {who_asks(services, request), services.client_address(request)},
                        [respond](const auto& answers) {
                          if (!answers) return respond(refusal(answers.error()));
                          respond(private_json(200, wire::to_json(*answers)));
                        });
}

// Nobody who comes through a proxy sees it.
void dev_outbox(const Services& services, const http::Request& request,
                const http::Respond& respond) {
  if (!services.dev_outbox || !is_from_this_machine(request))
    return respond(problem(404, "route.unknown"));
  services.dispatcher.settle();  // what was promised before is there
  respond(private_json(200, services.dev_outbox->to_json()));
}

}  // namespace server::session
