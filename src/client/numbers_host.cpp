#include "client/numbers_host.hpp"

#include <array>

#include "platform/web/bridge.hpp"

namespace client {

std::string NumbersHost::written(ui::NumberForm form, double value, const char* language) {
  std::array<char, 128> text;
  const std::size_t size =
      host_numbers_written(static_cast<int>(form), value, language, text.data(), text.size());
  return {text.data(), size};
}

}  // namespace client
