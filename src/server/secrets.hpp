// Hashes and random numbers, all from libsodium; the one place that sees it.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/id.hpp"
#include "core/base/result.hpp"

namespace server {

// A key of this installation. It lives in a file of its own beside the database, readable by its
// owner alone, so that a copy of the database without it does not allow to try all million codes,
// nor all addresses.
struct Pepper {
  std::string bytes;  // 32
};

// Must succeed before anything else here is used.
bool start_cryptography();

// Where the key of a database file lies unless told otherwise.
std::string pepper_path(const std::string& database_path);

// Reads the key, or makes the file (mode 0600) when it is absent. Codes: pepper.unusable.
base::Result<Pepper> load_or_make_pepper(const std::string& path);

// What proves to this server that a request comes from who keeps it: whoever can read its key.
std::string operator_token(const Pepper& pepper);

std::string base64(std::string_view bytes);           // the standard alphabet, padded
std::string hash_hex(std::string_view bytes);         // BLAKE2b, 128 bits
std::string secret_hash_hex(std::string_view bytes);  // BLAKE2b, 256 bits
std::string keyed_hash_hex(const Pepper& pepper,
                           std::string_view bytes);  // BLAKE2b, 256 bits, keyed
// What only this installation can read again (XSalsa20-Poly1305), as URL-safe base64.
std::string sealed(const Pepper& pepper, std::string_view plain);
// Nothing for what was sealed with another key, or changed since.
std::optional<std::string> unsealed(const Pepper& pepper, std::string_view sealed);
bool equal_in_constant_time(std::string_view a, std::string_view b);

base::RandomBytes random_bytes();
std::string random_code(int digits);  // decimal, uniform
std::uint64_t random_number();        // 64 bits of it
double random_fraction();             // at least 0, below 1
// "7KQ2-M9XD-…": 100 bits in the 32 letters and digits that are not taken for one another
// (Crockford's base 32), to be printed and typed.
std::string random_recovery_code();
// As it is typed: without dashes and blanks, in capitals, O read as 0, I and L as 1.
std::string plain_recovery_code(std::string_view typed);
std::string random_token();  // 32 bytes, URL-safe base64 without padding

}  // namespace server
