// A message as it waits in the database: nobody reads it there without this installation's key.
#pragma once
#include <optional>
#include <string>

#include "server/secrets.hpp"
#include "server/sending/carrier.hpp"

namespace sending {

// To whom and what. As long for a short address as for a long one.
std::string seal(const server::Pepper& pepper, const Message& message);
// Nothing when it was sealed with another key.
std::optional<Message> unseal(const server::Pepper& pepper, const storage::Outgoing& row);

}  // namespace sending
