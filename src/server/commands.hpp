// Carries out what people ask for: one command, one transaction, one answer that stays the same
// when asked again.
#pragma once
#include <functional>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/command.hpp"
#include "core/model/person.hpp"
#include "server/gazetteer.hpp"
#include "server/secrets.hpp"
#include "server/sign_in.hpp"
#include "server/storage/storage.hpp"

namespace server {

class CommandDesk {
 public:
  CommandDesk(storage::Storage& storage, const Gazetteer& gazetteer, Pepper pepper, Clock clock,
              std::function<void()> on_change);

  // The answers in the order of the commands. Codes: server.busy, storage.unavailable (then some
  // may have been applied: the same commands again get their first answers). `done` is called once,
  // mostly from the writing thread.
  using Done = std::function<void(base::Result<std::vector<model::Answer>>)>;
  void run(std::vector<model::Command> commands, const std::optional<model::Account>& account,
           Done done);

 private:
  model::Answer decide(storage::Transaction& transaction, const model::Command& command,
                       const model::Account& account);
  model::Answer apply(storage::Transaction& transaction, const model::Command& command,
                      const model::Account& account);
  std::string body_hash(const model::Command& command) const;

  storage::Storage& storage_;
  const Gazetteer& gazetteer_;
  Pepper pepper_;
  Clock clock_;
  std::function<void()> on_change_;
};

}  // namespace server
