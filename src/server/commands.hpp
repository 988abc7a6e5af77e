// Carries out what people ask for: one command, one transaction, one answer that stays the same
// when asked again.
#pragma once
#include <functional>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/command.hpp"
#include "core/model/person.hpp"
#include "core/rules/limits.hpp"
#include "server/gazetteer.hpp"
#include "server/rate_limit.hpp"
#include "server/secrets.hpp"
#include "server/sign_in.hpp"
#include "server/storage/storage.hpp"

namespace server {

// Who asks: an account or nobody's, and from where (client_network), which is counted and never
// kept.
struct Asker {
  std::optional<model::Account> account;
  std::string network;
};

class CommandDesk {
 public:
  // `on_answer` is told every answer that is given, `on_change` every commit; from any thread.
  using OnAnswer = std::function<void(const model::Intent&, model::Verdict)>;
  CommandDesk(
      storage::Storage& storage, const Gazetteer& gazetteer, Pepper pepper, Clock clock,
      std::function<void()> on_change,
      OnAnswer on_answer = [](const model::Intent&, model::Verdict) {},
      std::size_t suggestions_per_hour = rules::limits::kCorrectionsPerHour);

  // The answers in the order of the commands. Codes: server.busy, storage.unavailable (then some
  // may have been applied: the same commands again get their first answers). `done` is called once,
  // mostly from the writing thread.
  using Done = std::function<void(base::Result<std::vector<model::Answer>>)>;
  void run(std::vector<model::Command> commands, const Asker& asker, Done done);

 private:
  // What can be known of a command before its turn to write comes: all commands wait for one
  // thread.
  struct Looked {
    std::string body_hash;
    base::Result<base::Done> valid = base::Done{};
  };
  Looked look_at(const model::Command& command) const;
  // Why it is refused before anything is looked up; then nothing is remembered: the same command
  // may be sent again.
  std::optional<std::string> refusal_at_the_door(const model::Intent& intent, const Asker& asker);
  model::Answer decide(storage::Transaction& transaction, const model::Command& command,
                       const Looked& looked, const std::optional<model::Account>& account);
  model::Answer decide_once(storage::Transaction& transaction, const model::Command& command,
                            const Looked& looked, const model::Account& account);
  model::Answer apply(storage::Transaction& transaction, const model::Command& command,
                      const model::Account& account);
  std::string body_hash(const model::Command& command) const;

  storage::Storage& storage_;
  const Gazetteer& gazetteer_;
  Pepper pepper_;
  Clock clock_;
  std::function<void()> on_change_;
  OnAnswer on_answer_;
  RateLimit suggestions_;
};

}  // namespace server
