// "import --server URL": places through the server that runs on the database, so that open pages,
// marker cells and ETags follow.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "server/imports/importer.hpp"

namespace server {

// The most one request carries, below what the server takes (http::Limits::body_bytes).
inline constexpr std::size_t kRemoteBatchBytes = 200 * 1024;

struct RemoteServer {
  std::string url;    // "https://example.org"
  std::string token;  // operator_token of its key
};

// Sends `collections` (of split_places) one after the other; there, each 1,000 features are a
// transaction. `progress` gets the places sent so far. The error's detail is a sentence for the
// terminal without its full stop; what was sent before it stays, and sending all again is harmless.
// Codes: server.unreachable, server.refused.
base::Result<imports::ImportTally> import_through(
    const RemoteServer& server, const std::vector<std::string>& collections,
    const std::function<void(std::size_t done)>& progress);

}  // namespace server
