#include "server/sending/seal.hpp"

#include <nlohmann/json.hpp>

namespace sending {
namespace {

constexpr std::size_t kBlockBytes = 512;  // an address has 254 characters at most

}  // namespace

std::string seal(const server::Pepper& pepper, const Message& message) {
  auto plain = nlohmann::json{{"to", message.to},
                              {"subject", message.subject},
                              {"text", message.text},
                              {"code", message.code}}
                   .dump();
  plain.resize((plain.size() / kBlockBytes + 1) * kBlockBytes, ' ');
  return server::sealed(pepper, plain);
}

std::optional<Message> unseal(const server::Pepper& pepper, const storage::Outgoing& row) {
  const auto plain = server::unsealed(pepper, row.sealed);
  if (!plain) return std::nullopt;
  const auto json = nlohmann::json::parse(*plain, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto field = [&](const char* name) { return json.value(name, std::string()); };
  return Message{row.id,        row.channel,   field("to"), field("subject"),
                 field("text"), field("code"), row.created};
}

}  // namespace sending
