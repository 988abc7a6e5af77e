// Requests to our own server, through fetch() in web/http.js.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/ports.hpp"

namespace platform::web {

class HttpPort final : public app::ports::Http {
 public:
  void send(std::string_view method, std::string_view path, std::string_view json_body,
            std::function<void(app::ports::HttpAnswer)> done) override;

  // The page: the request is over. Numbers that wait for nothing are ignored.
  void answered(int request, app::ports::HttpAnswer answer);

 private:
  std::unordered_map<int, std::function<void(app::ports::HttpAnswer)>> waiting_;
  int last_request_ = 0;
};

}  // namespace platform::web
