#include "server/sending/transfer.hpp"

#include <algorithm>
#include <cstring>

namespace sending {
namespace {

// Headers and body together. What they say is of no use to us beyond the status.
constexpr std::size_t kAnswerBytes = 64 * 1024;

constexpr long kConnectWithin_ms = 10'000;

class Url {
 public:
  explicit Url(const std::string& text) : handle_(curl_url(), curl_url_cleanup) {
    is_url_ = curl_url_set(handle_.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  }
  bool is_url() const { return is_url_; }
  std::string part(CURLUPart part) const {
    char* text = nullptr;
    if (curl_url_get(handle_.get(), part, &text, CURLU_URLDECODE) != CURLUE_OK) return {};
    const std::unique_ptr<char, decltype(&curl_free)> made(text, curl_free);
    return made.get();
  }

 private:
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle_;
  bool is_url_ = false;
};

}  // namespace

std::optional<Endpoint> parse_endpoint(const std::string& text) {
  const Url url(text);
  if (!url.is_url()) return std::nullopt;
  Endpoint endpoint;
  endpoint.scheme = url.part(CURLUPART_SCHEME);
  endpoint.host = url.part(CURLUPART_HOST);
  endpoint.user = url.part(CURLUPART_USER);
  endpoint.has_password = !url.part(CURLUPART_PASSWORD).empty();
  const auto path = url.part(CURLUPART_PATH);
  endpoint.has_path = (!path.empty() && path != "/") || !url.part(CURLUPART_QUERY).empty() ||
                      !url.part(CURLUPART_FRAGMENT).empty();
  auto host = endpoint.host;
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  // libcurl takes "localhost" to the loopback address without asking anybody.
  endpoint.is_loopback = host == "localhost" || host == "127.0.0.1" || host == "::1";
  return endpoint;
}

Transfer::Transfer(const std::string& url, const Endpoint& endpoint, const TransferLimits& limits,
                   const std::stop_token& stop)
    : curl_(curl_easy_init(), curl_easy_cleanup), stop_(stop) {
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, endpoint.scheme.c_str());
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, std::min(kConnectWithin_ms, limits.within_ms));
  set(CURLOPT_TIMEOUT_MS, limits.within_ms);
  set(CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, limits.within_ms / 2000));
  set(CURLOPT_FORBID_REUSE, 1L);  // what stood idle may be half closed
  set(CURLOPT_WRITEFUNCTION, &Transfer::receive);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HEADERFUNCTION, &Transfer::receive);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &Transfer::progress);
  set(CURLOPT_XFERINFODATA, this);
  if (!limits.ca_file.empty()) set(CURLOPT_CAINFO, limits.ca_file.c_str());
  if (endpoint.is_loopback) set(CURLOPT_PROXY, "");  // a proxy has a loopback address of its own
}

void Transfer::add_header(const std::string& line) {
  headers_.reset(curl_slist_append(headers_.release(), line.c_str()));
  set(CURLOPT_HTTPHEADER, headers_.get());
}

void Transfer::add_recipient(const std::string& address) {
  recipients_.reset(curl_slist_append(recipients_.release(), address.c_str()));
  set(CURLOPT_MAIL_RCPT, recipients_.get());
}

void Transfer::send(std::string body) {
  body_ = std::move(body);
  set(CURLOPT_READFUNCTION, &Transfer::give);
  set(CURLOPT_READDATA, this);
  set(CURLOPT_SEEKFUNCTION, &Transfer::rewind);
  set(CURLOPT_SEEKDATA, this);
}

Transfer::End Transfer::perform() {
  End end;
  end.code = curl_easy_perform(curl_.get());
  curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &end.status);
  curl_off_t wait_s = 0;
  if (curl_easy_getinfo(curl_.get(), CURLINFO_RETRY_AFTER, &wait_s) == CURLE_OK && wait_s > 0)
    end.retry_after_s = wait_s;
  return end;
}

// Counted and dropped; too much of it ends the transfer.
std::size_t Transfer::receive(char*, std::size_t size, std::size_t count, Transfer* self) {
  self->received_ += size * count;
  return self->received_ > kAnswerBytes ? 0 : size * count;
}

std::size_t Transfer::give(char* bytes, std::size_t size, std::size_t count, Transfer* self) {
  const auto length = std::min(size * count, self->body_.size() - self->given_);
  std::memcpy(bytes, self->body_.data() + self->given_, length);
  self->given_ += length;
  return length;
}

int Transfer::rewind(Transfer* self, curl_off_t offset, int origin) {
  if (origin != SEEK_SET || offset < 0 || static_cast<std::size_t>(offset) > self->body_.size())
    return CURL_SEEKFUNC_FAIL;
  self->given_ = static_cast<std::size_t>(offset);
  return CURL_SEEKFUNC_OK;
}

int Transfer::progress(Transfer* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return self->stop_.stop_requested() ? 1 : 0;
}

}  // namespace sending
