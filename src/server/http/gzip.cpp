#include "server/http/gzip.hpp"

// Beast carries a header-only port of zlib: one dependency fewer.
#include <boost/beast/zlib/deflate_stream.hpp>
#include <boost/crc.hpp>

namespace http {
namespace {

void append_little_endian(std::string& out, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xff);
}

}  // namespace

std::string gzip(std::string_view bytes) {
  namespace zlib = boost::beast::zlib;
  zlib::deflate_stream stream;
  stream.reset(6, 15, 8, zlib::Strategy::normal);
  // No name, no time: the same bytes always give the same bytes. 255: made on an unknown system.
  std::string out("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
  const auto head = out.size();
  out.resize(head + stream.upper_bound(bytes.size()) + 64);
  zlib::z_params state;
  state.next_in = bytes.data();
  state.avail_in = bytes.size();
  state.next_out = out.data() + head;
  state.avail_out = out.size() - head;
  boost::system::error_code ec;
  stream.write(state, zlib::Flush::finish, ec);
  out.resize(head + state.total_out);
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  append_little_endian(out, crc.checksum());
  append_little_endian(out, static_cast<std::uint32_t>(bytes.size()));
  return out;
}

}  // namespace http
