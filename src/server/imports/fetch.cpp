#include "server/imports/fetch.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace imports {
namespace {

constexpr int kRedirectionsMax = 5;
constexpr long kConnectWithin_s = 20;

base::Error failure(std::string code, const std::string& url, std::string detail) {
  return {std::move(code), url, std::move(detail)};
}

// Read by the library that will go there, so that both mean the same.
class Url {
 public:
  explicit Url(const std::string& text) : url_(curl_url(), curl_url_cleanup) {
    is_read_ =
        curl_url_set(url_.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) == CURLUE_OK;
  }
  bool may_be_asked(const FetchRules& rules) const {
    const auto scheme = part(CURLUPART_SCHEME), host = part(CURLUPART_HOST),
               port = part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
    if (!is_read_ || (scheme != "https" && scheme != "http")) return false;
    const bool is_usual = port == "443" || port == "80";
    const auto is_listed = [&](const std::string& name) {
      return std::ranges::find(rules.hosts, name) != rules.hosts.end();
    };
    return is_listed(host + ':' + port) || (is_usual && is_listed(host));
  }

 private:
  std::string part(CURLUPart which, unsigned flags = 0) const {
    char* text = nullptr;
    if (!is_read_ || curl_url_get(url_.get(), which, &text, flags) != CURLUE_OK) return {};
    const std::unique_ptr<char, decltype(&curl_free)> owner(text, curl_free);
    std::string copy(text);
    std::ranges::transform(copy, copy.begin(), [](unsigned char c) {
      return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    return copy;
  }
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url_;
  bool is_read_ = false;
};

std::string numeric(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  if (address.sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  if (address.sa_family == AF_INET6)
    bytes = &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (!bytes || !inet_ntop(address.sa_family, bytes, text.data(), text.size())) return {};
  return text.data();
}

// One request, without following where it is sent on to.
class Request {
 public:
  Request(const std::string& url, const FileVersion& known, const FetchRules& rules,
          const std::stop_token& stop)
      : curl_(curl_easy_init(), curl_easy_cleanup), url_(url), rules_(rules), stop_(stop) {
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_PROXY, "");  // a proxy would go where we may not
    set(CURLOPT_CONNECTTIMEOUT, kConnectWithin_s);
    set(CURLOPT_TIMEOUT, rules.within_s);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, "entourage-server");
    set(CURLOPT_WRITEFUNCTION, &Request::receive);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_OPENSOCKETFUNCTION, &Request::open);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &Request::progress);
    set(CURLOPT_XFERINFODATA, this);
    if (!known.etag.empty()) add_header("If-None-Match: " + known.etag);
    if (!known.last_modified.empty()) add_header("If-Modified-Since: " + known.last_modified);
    set(CURLOPT_HTTPHEADER, headers_.get());
  }

  // Where it is sent on to, if it is.
  base::Result<std::optional<std::string>> perform() {
    const auto code = curl_easy_perform(curl_.get());
    if (is_private_)
      return failure("fetch.address", url_, "it leads to an address that is not the internet's");
    if (is_too_large_)
      return failure("fetch.too_large", url_,
                     "it holds more than " + std::to_string(rules_.most_bytes >> 20) + " MB");
    if (code != CURLE_OK) return failure("fetch.failed", url_, curl_easy_strerror(code));
    long status = 0;
    char* onward = nullptr;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl_.get(), CURLINFO_REDIRECT_URL, &onward);
    if (onward) return std::optional<std::string>(onward);
    if (status != 200 && status != 304)
      return failure("fetch.status", url_, "it answers " + std::to_string(status));
    fetched_.is_unchanged = status == 304;
    fetched_.version = {header("ETag"), header("Last-Modified")};
    return std::optional<std::string>();
  }

  Fetched take() { return std::move(fetched_); }

 private:
  using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

  template <class T>
  void set(CURLoption option, T value) {
    curl_easy_setopt(curl_.get(), option, value);
  }
  void add_header(const std::string& line) {
    headers_.reset(curl_slist_append(headers_.release(), line.c_str()));
  }
  std::string header(const char* name) {
    curl_header* found = nullptr;
    const auto code = curl_easy_header(curl_.get(), name, 0, CURLH_HEADER, -1, &found);
    return code == CURLHE_OK ? found->value : std::string();
  }
  static std::size_t receive(char* bytes, std::size_t, std::size_t count, Request* self) {
    self->is_too_large_ = self->fetched_.bytes.size() + count > self->rules_.most_bytes;
    if (self->is_too_large_) return 0;
    self->fetched_.bytes.append(bytes, count);
    return count;
  }
  // Asked of the very address that is about to be connected to: no name can change its mind after.
  static curl_socket_t open(Request* self, curlsocktype, curl_sockaddr* to) {
    self->is_private_ = !self->rules_.allows_private && !is_public_address(numeric(to->addr));
    if (self->is_private_) return CURL_SOCKET_BAD;
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }
  static int progress(Request* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return self->stop_.stop_requested() ? 1 : 0;
  }

  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_;
  List headers_{nullptr, curl_slist_free_all};
  std::string url_;
  const FetchRules& rules_;
  const std::stop_token& stop_;
  Fetched fetched_;
  bool is_private_ = false, is_too_large_ = false;
};

}  // namespace

base::Result<Fetched> fetch(const std::string& url, const FileVersion& known,
                            const FetchRules& rules, const std::stop_token& stop) {
  auto next = url;
  for (int hop = 0; hop <= kRedirectionsMax; ++hop) {
    if (!Url(next).may_be_asked(rules))
      return failure("fetch.host", next, "it is not an address of one of the hosts");
    Request request(next, known, rules, stop);
    const auto onward = request.perform();
    if (!onward) return onward.error();
    if (!*onward) return request.take();
    next = **onward;
  }
  return failure("fetch.redirects", url, "it sends on and on");
}

}  // namespace imports
