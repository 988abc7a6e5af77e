// What the answering code works with; made once, in serve().
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "server/assets.hpp"
#include "server/commands.hpp"
#include "server/dev_outbox.hpp"
#include "server/markers.hpp"
#include "server/pages.hpp"
#include "server/rate_limit.hpp"
#include "server/sending/dispatcher.hpp"
#include "server/sign_in.hpp"
#include "server/storage/storage.hpp"
#include "server/stream.hpp"

namespace server {

struct Services {
  storage::Storage& storage;
  SignInDesk& sign_in;
  sending::Dispatcher& dispatcher;
  CommandDesk& commands;
  StreamHub& stream;
  MarkerCache& markers;
  const Assets& assets;
  const Pages& pages;
  Quota& quota;                           // of requests to the API, by address
  const DevOutbox* dev_outbox = nullptr;  // only in development
  std::string operator_token;             // who shows it may write places
  std::string tile_origin;                // "https://tiles.example.org", or empty
  // The address of who asks, past trusted proxies.
  std::function<std::string(const http::Request&)> client_address;
};

}  // namespace server
