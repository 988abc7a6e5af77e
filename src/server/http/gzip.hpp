// The gzip format (RFC 1952), for answers that are made while the server runs. Assets come
// compressed by the build.
#pragma once
#include <string>
#include <string_view>

namespace http {

std::string gzip(std::string_view bytes);

}  // namespace http
