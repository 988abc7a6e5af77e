#include "server/session.hpp"

#include "core/wire/json.hpp"
#include "server/client_address.hpp"
#include "server/problem.hpp"

namespace server::session {
namespace {

constexpr std::string_view kCookie = "__Host-session";

http::Response private_json(int status, std::string json) {
  http::Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = std::move(json);
  response.with("Cache-Control", "private, no-store");
  return response;
}

// Lax: a link from elsewhere finds the person signed in, a form from elsewhere doesn't.
std::string cookie_with(const std::string& token, std::int64_t life_ms) {
  return std::string(kCookie) + "=" + token +
         "; Path=/; Max-Age=" + std::to_string(life_ms / base::kSecondMs) +
         "; HttpOnly; Secure; SameSite=Lax";
}

std::optional<model::Account> who_asks(const Services& services, const http::Request& request) {
  const auto token = request.cookie(kCookie);
  return token ? services.sign_in.who(*token) : std::nullopt;
}

int status_of(const base::Error& error) {
  if (error.code == "rate.limited") return 429;
  if (error.code == "storage.unavailable" || error.code == "server.busy") return 503;
  return 422;
}

http::Response refusal(const base::Error& error) {
  auto response = problem(status_of(error), error);
  if (response.status == 429) response.with("Retry-After", "60");
  if (response.status == 503) response.with("Retry-After", "1");
  return response;
}

}  // namespace

void show(const Services& services, const http::Request& request, const http::Respond& respond) {
  respond(private_json(200, wire::session_to_json(who_asks(services, request))));
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
  services.sign_in.sign_in(
      *wanted, services.client_address(request), [respond](const auto& opened) {
        if (!opened) return respond(refusal(opened.error()));
        respond(std::move(private_json(200, wire::session_to_json(opened->account))
                              .with("Set-Cookie", cookie_with(opened->token, kSessionLife_ms))));
      });
}

void sign_out(const Services& services, const http::Request& request,
              const http::Respond& respond) {
  const auto answer = [respond] {
    http::Response response;
    response.status = 204;
    respond(std::move(response.with("Cache-Control", "private, no-store")
                          .with("Set-Cookie", cookie_with("", 0))));
  };
  const auto token = request.cookie(kCookie);
  if (!token) return answer();
  services.sign_in.sign_out(*token, answer);
}

void run_commands(const Services& services, const http::Request& request,
                  const http::Respond& respond) {
  auto commands = wire::commands_from_json(request.body);
  if (!commands) return respond(problem(400, commands.error()));
  services.commands.run(*std::move(commands), who_asks(services, request),
                        [respond](const auto& answers) {
                          if (!answers) return respond(refusal(answers.error()));
                          respond(private_json(200, wire::to_json(*answers)));
                        });
}

bool names_this_machine(std::string_view host) {
  if (const auto port = host.rfind(':'); port != host.npos && !host.ends_with(']'))
    host = host.substr(0, port);
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

// Nobody who comes through a proxy sees it. One that does not say so passes on the name it was
// asked for, or nobody could sign in there: writes are compared with it.
void dev_outbox(const Services& services, const http::Request& request,
                const http::Respond& respond) {
  const bool is_direct = !request.has("forwarded") && !request.has("x-forwarded-for") &&
                         names_this_machine(request.header("host"));
  const bool is_near = is_loopback(request.remote);
  if (!services.dev_outbox || !is_direct || !is_near) return respond(problem(404, "route.unknown"));
  services.dispatcher.settle();  // what was promised before is there
  respond(private_json(200, services.dev_outbox->to_json()));
}

}  // namespace server::session
