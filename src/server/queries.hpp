// Reads of the API: places, actions, markers, search, changes. GETs that caches may keep and check
// by their ETag.
#pragma once
#include <string_view>

#include "server/http/http_server.hpp"
#include "server/services.hpp"

namespace server::queries {

void health(const Services& services, const http::Request& request, const http::Respond& respond);
void place(const Services& services, const http::Request& request, std::string_view id,
           const http::Respond& respond);
void action(const Services& services, const http::Request& request, std::string_view id,
            const http::Respond& respond);
void person(const Services& services, const http::Request& request, std::string_view id,
            const http::Respond& respond);
void association(const Services& services, const http::Request& request, std::string_view id,
                 const http::Respond& respond);
void event(const Services& services, const http::Request& request, std::string_view id,
           const http::Respond& respond);
// What became of a place, and what waits for who asks to decide.
void place_history(const Services& services, const http::Request& request, std::string_view id,
                   const http::Respond& respond);
// Whose it could be.
void place_associations(const Services& services, const http::Request& request, std::string_view id,
                        const http::Respond& respond);
void corrections(const Services& services, const http::Request& request,
                 const http::Respond& respond);
void audit(const Services& services, const http::Request& request, const http::Respond& respond);
void manifest(const Services& services, const http::Request& request, const http::Respond& respond);
void cell(const Services& services, const http::Request& request, std::string_view file,
          const http::Respond& respond);
void search(const Services& services, const http::Request& request, const http::Respond& respond);
void changes(const Services& services, const http::Request& request, const http::Respond& respond);
void stream(const Services& services, const http::Request& request, const http::Respond& respond);

// What a text finds: places, actions, towns. Codes: text.not_utf8, text.too_short, text.too_long.
base::Result<wire::SearchAnswer> found_by(const Services& services, std::string_view typed);

// What there is, whether or not it may be shown.
std::optional<model::Place> find_place(const Services& services, std::string_view id);
std::optional<model::Action> find_action(const Services& services, std::string_view id);

}  // namespace server::queries
