#include "server/imports/encoding.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "core/base/utf8.hpp"
#include "server/imports/json_text.hpp"

namespace imports {
namespace {

base::Error unreadable(std::string_view bytes, std::size_t byte, const std::string& encoding) {
  return {"text.not_utf8", place_in(bytes, byte),
          "it is not valid " + encoding + "; its mapping can name another encoding"};
}

class Converter {
 public:
  explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
  ~Converter() {
    if (is_known()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool is_known() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // False at the first byte that is wrong, which `bytes` then begins with.
  bool convert(std::string_view& bytes, std::string& out) {
    std::array<char, 16 * 1024> room{};
    while (!bytes.empty()) {
      char* from = const_cast<char*>(bytes.data());  // iconv's signature; it is not written to
      std::size_t left = bytes.size(), free = room.size();
      char* to = room.data();
      const auto result = iconv(handle_, &from, &left, &to, &free);
      out.append(room.data(), room.size() - free);
      bytes.remove_prefix(bytes.size() - left);
      if (result == static_cast<std::size_t>(-1) && errno != E2BIG) return false;
    }
    return true;
  }

 private:
  iconv_t handle_;
};

}  // namespace

base::Result<std::string> to_utf8(std::string_view bytes, std::string_view named) {
  std::string encoding = named.empty() ? "UTF-8" : std::string(named);
  auto rest = without_mark(bytes);
  if (rest.size() < bytes.size()) encoding = "UTF-8";
  if (bytes.starts_with("\xff\xfe")) encoding = "UTF-16LE", rest = bytes.substr(2);
  if (bytes.starts_with("\xfe\xff")) encoding = "UTF-16BE", rest = bytes.substr(2);
  if (encoding == "latin-1") encoding = "ISO-8859-1";
  Converter converter(encoding);
  if (!converter.is_known())
    return base::Error{"text.encoding", "", "nobody knows the encoding " + encoding};
  std::string text;
  text.reserve(rest.size());
  if (!converter.convert(rest, text))
    return unreadable(bytes, bytes.size() - rest.size(), encoding);
  if (!base::count_code_points(text)) return unreadable(bytes, 0, encoding);
  return text;
}

}  // namespace imports
