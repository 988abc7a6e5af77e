#include "server/commands.hpp"

#include <atomic>
#include <memory>

#include "core/base/overloaded.hpp"
#include "core/geo/public_cell.hpp"
#include "core/rules/permit.hpp"
#include "core/rules/validate.hpp"
#include "core/wire/json.hpp"
#include "server/carrying.hpp"
#include "server/grant_text.hpp"
#include "server/standing.hpp"

namespace server {
namespace {

model::Answer refused(model::CommandId id, std::string reason, std::string where) {
  return {id, model::Verdict::refused, std::move(reason), std::move(where)};
}

// The command with its exact point replaced by the public cell: all that may be remembered of it,
// even as a hash.
model::Command without_exact_point(const model::Command& command) {
  auto copy = command;
  auto* create = std::get_if<model::CreateAction>(&copy.intent);
  const auto* point = create ? std::get_if<model::Position>(&create->at) : nullptr;
  if (!point) return copy;
  if (rules::validate(*point))
    create->at = geo::public_cell(*point).centre;
  else
    create->at = model::InseeCode{"nowhere"};
  return copy;
}

// "opening_hours phone": what was written there is in the public history.
std::string fields_of(const std::vector<model::FieldChange>& changes) {
  std::string out;
  for (const auto& change : changes)
    out += (out.empty() ? "" : " ") + std::string(to_text(change.field));
  return out;
}

bool is_suggestion(const model::Intent& intent) {
  return std::holds_alternative<model::SuggestCorrection>(intent);
}

// Done because of a role: goes to the audit log.
std::optional<storage::AuditEntry> audited(const model::Intent& intent) {
  using storage::AuditEntry;
  const auto entry = [&](const auto& subject, std::string detail) {
    return std::optional(AuditEntry{
        {}, "", std::string(wire::kind_of(intent)), base::to_text(subject), std::move(detail)});
  };
  return std::visit(
      base::Overloaded{
          [&](const model::SuspendAction& suspend) {
            return entry(suspend.action, suspend.reason);
          },
          [&](const model::RestoreAction& restore) { return entry(restore.action, ""); },
          [&](const model::ApproveAssociation& approve) { return entry(approve.association, ""); },
          [&](const model::SetMember& set) {
            return entry(set.association, base::to_text(set.person) + " " +
                                              std::string(set.role ? to_text(*set.role) : "none"));
          },
          [&](const model::GrantRole& grant) { return entry(grant.person, text_of(grant.grant)); },
          [&](const model::RevokeRole& revoke) {
            return entry(revoke.person, text_of(revoke.grant));
          },
          [&](const model::AcceptCorrection& accept) { return entry(accept.correction, ""); },
          [&](const model::RefuseCorrection& refuse) {
            return entry(refuse.correction, refuse.reason);
          },
          [&](const model::AssignPlace& assign) {
            return entry(assign.place,
                         assign.association ? base::to_text(*assign.association) : "none");
          },
          [&](const model::EditPlace& edit) { return entry(edit.place, fields_of(edit.changes)); },
          [&](const model::CheckPlace& check) { return entry(check.place, ""); },
          [&](const model::TellNeeds& needs) { return entry(needs.place, ""); },
          [](const auto&) { return std::optional<AuditEntry>(); }},
      intent);
}

// The answers of one request, gathered while its commands wait in the writer's queue.
struct Gathering {
  std::vector<model::Command> commands;
  std::vector<model::Answer> answers;
  std::atomic<std::size_t> waiting{0};
  std::atomic<bool> is_failed{false}, is_overloaded{false};
  CommandDesk::Done done;

  void one_less() {
    if (--waiting > 0) return;
    if (is_failed) return done(base::Error{"storage.unavailable", "", ""});
    if (is_overloaded) return done(base::Error{"server.busy", "", ""});
    done(std::move(answers));
  }
};

}  // namespace

CommandDesk::CommandDesk(storage::Storage& storage, const Gazetteer& gazetteer, Pepper pepper,
                         Clock clock, std::function<void()> on_change, OnAnswer on_answer,
                         std::size_t suggestions_per_hour)
    : storage_(storage),
      gazetteer_(gazetteer),
      pepper_(std::move(pepper)),
      clock_(std::move(clock)),
      on_change_(std::move(on_change)),
      on_answer_(std::move(on_answer)),
      suggestions_(suggestions_per_hour, base::kHourMs) {}

void CommandDesk::run(std::vector<model::Command> commands, const Asker& asker, Done done) {
  const auto gathering = std::make_shared<Gathering>();
  gathering->answers.resize(commands.size());
  gathering->commands = std::move(commands);
  gathering->done = std::move(done);
  gathering->waiting = gathering->commands.size() + 1;
  for (std::size_t i = 0; i < gathering->commands.size(); ++i) {
    if (const auto reason = refusal_at_the_door(gathering->commands[i].intent, asker)) {
      gathering->answers[i] = refused(gathering->commands[i].id, *reason, "");
      on_answer_(gathering->commands[i].intent, model::Verdict::refused);
      --gathering->waiting;
      continue;
    }
    storage_.write(
        [this, gathering, i, looked = look_at(gathering->commands[i]),
         account = asker.account](storage::Transaction& transaction) {
          gathering->answers[i] = decide(transaction, gathering->commands[i], looked, account);
          return true;
        },
        [this, gathering, i](storage::Fate fate) {
          if (fate == storage::Fate::overloaded) gathering->is_overloaded = true;
          if (fate == storage::Fate::failed) gathering->is_failed = true;
          if (fate == storage::Fate::committed) {
            on_change_();
            on_answer_(gathering->commands[i].intent, gathering->answers[i].verdict);
          }
          gathering->one_less();
        });
  }
  gathering->one_less();
}

CommandDesk::Looked CommandDesk::look_at(const model::Command& command) const {
  return {body_hash(command), rules::validate(command)};
}

std::optional<std::string> CommandDesk::refusal_at_the_door(const model::Intent& intent,
                                                            const Asker& asker) {
  if (!is_suggestion(intent))
    return asker.account ? std::nullopt : std::optional<std::string>("permit.sign_in");
  return suggestions_.allow(asker.network, clock_()) ? std::nullopt
                                                     : std::optional<std::string>("rate.limited");
}

// Who suggests a correction is nobody, also where they are signed in: nothing is remembered of
// them.
model::Answer CommandDesk::decide(storage::Transaction& transaction, const model::Command& command,
                                  const Looked& looked,
                                  const std::optional<model::Account>& account) {
  if (account && !is_suggestion(command.intent))
    return decide_once(transaction, command, looked, *account);
  return looked.valid ? apply(transaction, command, model::Account{})
                      : refused(command.id, looked.valid.error().code, looked.valid.error().where);
}

model::Answer CommandDesk::decide_once(storage::Transaction& transaction,
                                       const model::Command& command, const Looked& looked,
                                       const model::Account& account) {
  if (const auto record = transaction.command_record(account.id, command.id)) {
    if (record->body_hash == looked.body_hash) return record->answer;
    return refused(command.id, "command.id_reused", "id");
  }
  auto answer = looked.valid
                    ? apply(transaction, command, account)
                    : refused(command.id, looked.valid.error().code, looked.valid.error().where);
  transaction.add_command_record(account.id, {looked.body_hash, answer}, clock_());
  return answer;
}

model::Answer CommandDesk::apply(storage::Transaction& transaction, const model::Command& command,
                                 const model::Account& account) {
  const auto now = clock_();
  const auto [actor, facts] = case_of(transaction, account.id, command.intent, now);
  if (const auto may = rules::permit(actor, command.intent, facts); !may)
    return refused(command.id, may.error().code, may.error().where);
  const Carrying carrying{transaction, gazetteer_, account, command.id, now};
  const auto answer =
      std::visit([&](const auto& intent) { return carrying.out(intent); }, command.intent);
  if (answer.verdict == model::Verdict::refused) return answer;
  if (auto entry = audited(command.intent)) {
    entry->at = now;
    entry->actor = base::to_text(account.id);
    transaction.add_audit(*entry);
  }
  return answer;
}

std::string CommandDesk::body_hash(const model::Command& command) const {
  return keyed_hash_hex(pepper_,
                        "command " + wire::to_json(std::vector{without_exact_point(command)}));
}

}  // namespace server
