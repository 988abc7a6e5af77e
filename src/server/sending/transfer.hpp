// One exchange with a mail server or a gateway through libcurl: within its time, within its size,
// and broken off at shutdown.
#pragma once
#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace sending {

// Where messages are handed over to.
struct Endpoint {
  std::string scheme, host, user;
  bool has_password = false, has_path = false;
  bool is_loopback = false;
};
// Nothing for what is no address. `url` names its scheme.
std::optional<Endpoint> parse_endpoint(const std::string& url);

struct TransferLimits {
  // The whole of it; half of it for one reply of a mail server. Not short: one that looks through
  // what it is given takes its time, and gets it twice if we do not wait for it.
  long within_ms = 60'000;
  std::string ca_file;  // PEM; empty: what this machine trusts
};

class Transfer {
 public:
  Transfer(const std::string& url, const Endpoint& endpoint, const TransferLimits& limits,
           const std::stop_token& stop);

  template <class T>
  void set(CURLoption option, T value) {
    curl_easy_setopt(curl_.get(), option, value);
  }
  void add_header(const std::string& line);
  void add_recipient(const std::string& address);
  void send(std::string body);  // as what is uploaded; for a POST set CURLOPT_POST first

  struct End {
    CURLcode code = CURLE_OK;
    long status = 0;                 // the last one that came, 0 if none
    std::int64_t retry_after_s = 0;  // HTTP's Retry-After
  };
  End perform();

 private:
  using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;
  static std::size_t receive(char* bytes, std::size_t size, std::size_t count, Transfer* self);
  static std::size_t give(char* bytes, std::size_t size, std::size_t count, Transfer* self);
  static int progress(Transfer* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
  static int rewind(Transfer* self, curl_off_t offset, int origin);

  List headers_{nullptr, curl_slist_free_all}, recipients_{nullptr, curl_slist_free_all};
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_;
  std::stop_token stop_;
  std::string body_;
  std::size_t given_ = 0, received_ = 0;
};

}  // namespace sending
