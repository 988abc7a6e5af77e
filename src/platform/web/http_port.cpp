#include "platform/web/http_port.hpp"

#include <utility>

#include "platform/web/bridge.hpp"

namespace platform::web {

void HttpPort::send(std::string_view method, std::string_view path, std::string_view json_body,
                    std::function<void(app::ports::HttpAnswer)> done) {
  const int request = ++last_request_;
  waiting_.emplace(request, std::move(done));
  host_http_send(request, method.data(), method.size(), path.data(), path.size(), json_body.data(),
                 json_body.size());
}

void HttpPort::answered(int request, app::ports::HttpAnswer answer) {
  const auto found = waiting_.find(request);
  if (found == waiting_.end()) return;
  // Taken out first: `done` may send the next request.
  const auto done = std::move(found->second);
  waiting_.erase(found);
  done(std::move(answer));
}

}  // namespace platform::web
