// Errors as answers: problem details (RFC 9457) on the API, with one plain sentence for each code.
#pragma once
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "server/http/message.hpp"

namespace server {

// One English sentence for developers and logs; interfaces choose their own words by the code.
std::string_view sentence_of(std::string_view code);

http::Response problem(int status, std::string_view code, std::string_view where = {});
http::Response problem(
    int status, const base::Error& error);  // with the error's detail as its sentence, if any

// The code for a refusal that has nothing but its status: what is not a request, an unknown route.
std::string_view code_of_status(int status);

}  // namespace server
