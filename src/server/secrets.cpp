#include "server/secrets.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace server {
namespace {

constexpr std::size_t kPepperBytes = 32;

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string blake2b_hex(std::string_view bytes, std::size_t length, std::string_view key) {
  std::vector<unsigned char> digest(length);
  crypto_generichash(digest.data(), digest.size(), raw(bytes), bytes.size(),
                     key.empty() ? nullptr : raw(key), key.size());
  std::string hex(length * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();
  return hex;
}

constexpr auto kUrlSafe = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string base64_as(int variant, std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
  text.pop_back();
  return text;
}

using SealKey = std::array<unsigned char, crypto_secretbox_KEYBYTES>;

// The pepper itself is the key of hashes alone: each use has a key of its own.
SealKey seal_key(const Pepper& pepper) {
  constexpr std::string_view kUse = "sealed messages";
  SealKey key;
  crypto_generichash(key.data(), key.size(), raw(kUse), kUse.size(), raw(pepper.bytes),
                     pepper.bytes.size());
  return key;
}

class File {
 public:
  File(const std::string& path, int flags)
      : number_(open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
  ~File() {
    if (number_ >= 0) close(number_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

base::Error unusable(const std::string& path, const std::string& why) {
  return {"pepper.unusable", path, why};
}

base::Result<Pepper> make_pepper(const std::string& path) {
  const File file(path, O_WRONLY | O_CREAT | O_EXCL);
  Pepper pepper{std::string(kPepperBytes, '\0')};
  randombytes_buf(pepper.bytes.data(), pepper.bytes.size());
  const bool is_written = file.is_open() &&
                          write(file.number(), pepper.bytes.data(), kPepperBytes) == kPepperBytes &&
                          fsync(file.number()) == 0;
  if (!is_written)
    return unusable(path, std::string("it cannot be written: ") + std::strerror(errno));
  return pepper;
}

}  // namespace

bool start_cryptography() { return sodium_init() >= 0; }

std::string pepper_path(const std::string& database_path) { return database_path + ".pepper"; }

base::Result<Pepper> load_or_make_pepper(const std::string& path) {
  const File file(path, O_RDONLY);
  if (!file.is_open()) {
    if (errno == ENOENT) return make_pepper(path);
    return unusable(path, std::string("it cannot be read: ") + std::strerror(errno));
  }
  struct stat about{};
  if (fstat(file.number(), &about) != 0 || (about.st_mode & 077) != 0)
    return unusable(path, "others may read it; allow only its owner (chmod 600)");
  Pepper pepper{std::string(kPepperBytes, '\0')};
  if (about.st_size != kPepperBytes ||
      read(file.number(), pepper.bytes.data(), kPepperBytes) != kPepperBytes)
    return unusable(path, "it does not hold a key of 32 bytes");
  return pepper;
}

std::string base64(std::string_view bytes) {
  return base64_as(sodium_base64_VARIANT_ORIGINAL, bytes);
}
std::string hash_hex(std::string_view bytes) { return blake2b_hex(bytes, 16, {}); }
std::string secret_hash_hex(std::string_view bytes) { return blake2b_hex(bytes, 32, {}); }
std::string keyed_hash_hex(const Pepper& pepper, std::string_view bytes) {
  return blake2b_hex(bytes, 32, pepper.bytes);
}

std::string operator_token(const Pepper& pepper) { return keyed_hash_hex(pepper, "operator"); }

std::string sealed(const Pepper& pepper, std::string_view plain) {
  std::string bytes(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  auto* const nonce = reinterpret_cast<unsigned char*>(bytes.data());
  randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, raw(plain), plain.size(), nonce,
                        seal_key(pepper).data());
  return base64_as(kUrlSafe, bytes);
}

std::optional<std::string> unsealed(const Pepper& pepper, std::string_view sealed) {
  constexpr std::size_t kExtra = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  std::string bytes(sealed.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), sealed.data(),
                        sealed.size(), nullptr, &length, nullptr, kUrlSafe) != 0 ||
      length < kExtra)
    return std::nullopt;
  std::string plain(length - kExtra, '\0');
  const auto* const nonce = raw(bytes);
  if (crypto_secretbox_open_easy(
          reinterpret_cast<unsigned char*>(plain.data()), nonce + crypto_secretbox_NONCEBYTES,
          length - crypto_secretbox_NONCEBYTES, nonce, seal_key(pepper).data()) != 0)
    return std::nullopt;
  return plain;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

base::RandomBytes random_bytes() {
  base::RandomBytes bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string random_code(int digits) {
  std::string code;
  for (int i = 0; i < digits; ++i) code += static_cast<char>('0' + randombytes_uniform(10));
  return code;
}

std::string random_recovery_code() {
  constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  constexpr int kGroups = 5, kGroup = 4;
  std::string code;
  for (int i = 0; i < kGroups * kGroup; ++i) {
    if (i > 0 && i % kGroup == 0) code += '-';
    code += kLetters[randombytes_uniform(kLetters.size())];
  }
  return code;
}

std::string plain_recovery_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) code += c;
  }
  return code;
}

std::uint64_t random_number() {
  std::uint64_t number = 0;
  randombytes_buf(&number, sizeof number);
  return number;
}

double random_fraction() { return randombytes_random() / 4294967296.0; }

std::string random_token() {
  std::string bytes(32, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return base64_as(kUrlSafe, bytes);
}

}  // namespace server
