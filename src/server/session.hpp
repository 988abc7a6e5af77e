// The session over HTTP: who is signed in, codes, signing in and out; and commands, which need to
// know who asks.
#pragma once
#include "server/http/http_server.hpp"
#include "server/services.hpp"

namespace server::session {

std::optional<model::Account> who_asks(const Services& services, const http::Request& request);

void show(const Services& services, const http::Request& request, const http::Respond& respond);
void request_code(const Services& services, const http::Request& request,
                  const http::Respond& respond);
void sign_in(const Services& services, const http::Request& request, const http::Respond& respond);
void sign_out(const Services& services, const http::Request& request, const http::Respond& respond);
void devices(const Services& services, const http::Request& request, const http::Respond& respond);
void end_device(const Services& services, const http::Request& request, std::string_view id,
                const http::Respond& respond);
void make_recovery_code(const Services& services, const http::Request& request,
                        const http::Respond& respond);
void run_commands(const Services& services, const http::Request& request,
                  const http::Respond& respond);
void dev_outbox(const Services& services, const http::Request& request,
                const http::Respond& respond);

}  // namespace server::session
