// Identifiers: UUIDs (RFC 9562), version 7 where we make them, typed by what they name.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.hpp"

namespace base {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};  // network order
  auto operator<=>(const Uuid&) const = default;
  bool is_nil() const { return *this == Uuid{}; }
  int version() const { return bytes[6] >> 4; }
};

// The canonical text: 36 characters, lower case. `parse_uuid` takes upper case too, and nothing
// else.
std::string to_text(const Uuid& id);
std::optional<Uuid> parse_uuid(std::string_view text);

using RandomBytes = std::array<std::uint8_t, 10>;

// A version 7 UUID: 48 bits of Unix milliseconds, then 74 random bits (RFC 9562, section 5.7).
Uuid make_uuid_v7(Instant now, const RandomBytes& random);

// One type a noun: a PlaceId is never taken for an ActionId.
template <class Tag>
struct Id {
  Uuid uuid;
  auto operator<=>(const Id&) const = default;
};
template <class Tag>
std::string to_text(const Id<Tag>& id) {
  return to_text(id.uuid);
}
template <class I>
std::optional<I> parse_id(std::string_view text) {
  const auto uuid = parse_uuid(text);
  return uuid ? std::optional<I>(I{*uuid}) : std::nullopt;
}

}  // namespace base

template <>
struct std::hash<base::Uuid> {
  // FNV-1a in 64 bits, folded: in the browser a size has 32.
  std::size_t operator()(const base::Uuid& id) const noexcept {
    std::uint64_t h = 14695981039346656037u;
    for (const auto b : id.bytes) h = (h ^ b) * 1099511628211u;
    return static_cast<std::size_t>(h ^ h >> 32);
  }
};
template <class Tag>
struct std::hash<base::Id<Tag>> {
  std::size_t operator()(const base::Id<Tag>& id) const noexcept {
    return std::hash<base::Uuid>{}(id.uuid);
  }
};
