// Addresses that the client is opened with.
#include "app/route.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto location = app::parse_url(fuzz::text_of(data, size));
  const auto url = app::to_url(location);
  fuzz::require(app::parse_url(url) == location,
                "the address of a place in the product leads elsewhere");
  fuzz::require(app::to_url(app::parse_url(url)) == url, "an address has two forms");
  return 0;
}
