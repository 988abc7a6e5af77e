// A file from an address on the web, from nowhere that was not agreed on: not from hosts that are
// not named, nor from inside this machine's own networks, whatever a name or a redirection says.
#pragma once
#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace imports {

struct FetchRules {
  // Where files may come from: "data.example.org" (ports 80 and 443), "data.example.org:8443".
  std::vector<std::string> hosts;
  bool allows_private = false;  // also addresses that are not the internet's, for tests
  std::size_t most_bytes = 100UL * 1024 * 1024;
  long within_s = 300;
};

// What a server said of the file, to be told whether it is still the same.
struct FileVersion {
  std::string etag, last_modified;
};

struct Fetched {
  bool is_unchanged = false;  // since the version that was known; then without bytes
  std::string bytes;
  FileVersion version;
};

// Follows at most five redirections, each of which must keep the rules as the first address does.
// Codes: fetch.host (not one of the hosts), fetch.address (not of the internet), fetch.redirects,
// fetch.status, fetch.too_large, fetch.failed (no connection, too slow, stopped). The detail is a
// sentence without its full stop.
base::Result<Fetched> fetch(const std::string& url, const FileVersion& known,
                            const FetchRules& rules, const std::stop_token& stop);

// Whether an address, "192.0.2.1" or "2001:db8::1", is the internet's: not this machine's, a local
// network's, a group's or one of documentation (IANA's special-purpose registries, RFC 6890).
bool is_public_address(const std::string& address);

}  // namespace imports
