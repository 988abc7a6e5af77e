#include "server/secret_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace server {
namespace {

constexpr std::size_t kSecretMax = 4096;

base::Error wrong(std::string sentence) { return {"option.value", "", std::move(sentence)}; }

}  // namespace

base::Result<std::string> read_secret(const std::string& file, const char* variable) {
  std::string text;
  if (!file.empty()) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || !std::getline(stream, text) || text.empty())
      return wrong("The file " + file + " cannot be read, or its first line is empty.");
    if (text.ends_with('\r')) text.pop_back();
  } else if (const char* const value = std::getenv(variable)) {
    text = value;
  }
  const bool is_plain = text.size() <= kSecretMax && std::ranges::all_of(text, [](char c) {
                          return static_cast<unsigned char>(c) >= ' ' && c != '\x7f';
                        });
  if (!is_plain)
    return wrong((file.empty() ? std::string(variable) : "The file " + file) +
                 " holds no password or token: one line of at most 4,096 characters.");
  return text;
}

}  // namespace server
