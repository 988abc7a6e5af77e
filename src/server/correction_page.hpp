// A place's history, and a form to correct it, as plain pages: for phones without WebAssembly.
#pragma once
#include <string_view>

#include "server/http/http_server.hpp"
#include "server/services.hpp"

namespace server::correction_page {

void show(const Services& services, const http::Request& request, std::string_view place,
          const http::Respond& respond);
// Takes what the form sends (application/x-www-form-urlencoded), as the command "place.correct".
void take(const Services& services, const http::Request& request, std::string_view place,
          const http::Respond& respond);
void history(const Services& services, const http::Request& request, std::string_view place,
             const http::Respond& respond);

}  // namespace server::correction_page
