// What the answering code works with; made once, in serve().
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "server/answer_cache.hpp"
#include "server/assets.hpp"
#include "server/commands.hpp"
#include "server/dev_outbox.hpp"
#include "server/log.hpp"
#include "server/markers.hpp"
#include "server/metrics.hpp"
#include "server/pages.hpp"
#include "server/rate_limit.hpp"
#include "server/request_id.hpp"
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
  AnswerCache& answers;
  const Assets& assets;
  const Pages& pages;
  const Gazetteer& gazetteer;
  Quota& quota;                           // of requests to the API, by address
  const DevOutbox* dev_outbox = nullptr;  // only in development
  std::string operator_token;             // who shows it may write places
  std::string page_headers, api_headers;  // of every page, of every counted answer; as lines
  // Who asks, past trusted proxies, as limits count it (client_network).
  std::function<std::string(const http::Request&)> client_address;
  std::function<bool(std::string_view remote)> is_proxy;  // one that is trusted
  RequestIds& request_ids;
  Log& log;
  Metrics& metrics;
  std::string metrics_token;  // who shows it may read the metrics from elsewhere; empty: nobody
  std::function<std::size_t()> connections;  // that are open
};

}  // namespace server
