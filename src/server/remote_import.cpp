#include "server/remote_import.hpp"

#include <curl/curl.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace server {
namespace {

constexpr long kConnectWithin_s = 10, kAnswerWithin_s = 120;

struct Answer {
  long status = 0;
  std::string body;
};

// One connection, kept from request to request.
class Connection {
 public:
  explicit Connection(const RemoteServer& server)
      : curl_(curl_easy_init(), curl_easy_cleanup), headers_(nullptr, curl_slist_free_all) {
    for (const auto& line : {"Content-Type: application/json", "Expect:"}) add_header(line);
    add_header("Authorization: Bearer " + server.token);
    set(CURLOPT_HTTPHEADER, headers_.get());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_CONNECTTIMEOUT, kConnectWithin_s);
    set(CURLOPT_TIMEOUT, kAnswerWithin_s);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_WRITEFUNCTION, &Connection::receive);
  }

  base::Result<Answer> post(const std::string& url, const std::string& body) {
    Answer answer;
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_WRITEDATA, &answer.body);
    set(CURLOPT_POSTFIELDS, body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    if (const auto code = curl_easy_perform(curl_.get()); code != CURLE_OK)
      return base::Error{"server.unreachable", "", curl_easy_strerror(code)};
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &answer.status);
    return answer;
  }

 private:
  template <class T>
  void set(CURLoption option, T value) {
    curl_easy_setopt(curl_.get(), option, value);
  }
  void add_header(const std::string& line) {
    headers_.reset(curl_slist_append(headers_.release(), line.c_str()));
  }
  static std::size_t receive(char* bytes, std::size_t, std::size_t count, std::string* body) {
    body->append(bytes, count);
    return count;
  }

  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_;
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_;
};

// What a problem detail (RFC 9457) says, or only the status.
std::string reason_in(const Answer& answer) {
  const auto problem = nlohmann::json::parse(answer.body, nullptr, false);
  const auto title = problem.is_object() ? problem.value("title", "") : std::string();
  return title.empty() ? "status " + std::to_string(answer.status) : title;
}

std::optional<imports::ImportTally> tally_in(const Answer& answer) {
  const auto counts = nlohmann::json::parse(answer.body, nullptr, false);
  imports::ImportTally tally;
  const auto read = [&](const char* name, std::size_t& into) {
    if (!counts.is_object() || !counts.contains(name) || !counts[name].is_number_unsigned())
      return false;
    into = counts[name].get<std::size_t>();
    return true;
  };
  const bool whole = read("taken", tally.taken) && read("updated", tally.updated) &&
                     read("unchanged", tally.unchanged) && read("refused", tally.refused);
  return whole ? std::optional(tally) : std::nullopt;
}

}  // namespace

base::Result<imports::ImportTally> import_through(
    const RemoteServer& server, const std::vector<std::string>& collections,
    const std::function<void(std::size_t done)>& progress) {
  Connection connection(server);
  const auto root =
      server.url.ends_with('/') ? server.url.substr(0, server.url.size() - 1) : server.url;
  const auto url = root + "/api/v1/places";
  imports::ImportTally total;
  const auto refused = [&](const std::string& why) {
    return base::Error{
        "server.refused", "",
        server.url + ": " + why + " (" + std::to_string(total.all()) + " places were sent before)"};
  };
  for (const auto& collection : collections) {
    const auto answer = connection.post(url, collection);
    if (!answer) return refused(answer.error().detail);
    if (answer->status == 401) return refused("it is not the server of this database");
    if (answer->status == 405) return refused("it is of a version that takes no places");
    if (answer->status != 200) return refused(reason_in(*answer));
    const auto tally = tally_in(*answer);
    if (!tally) return refused("its answer cannot be understood");
    total += *tally;
    progress(total.all());
  }
  return total;
}

}  // namespace server
