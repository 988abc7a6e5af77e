#include "server/commands.hpp"

#include <atomic>
#include <memory>

#include "core/geo/public_cell.hpp"
#include "core/rules/permit.hpp"
#include "core/rules/validate.hpp"
#include "core/wire/json.hpp"

namespace server {
namespace {

model::Answer applied(model::CommandId id) { return {id, model::Verdict::applied, "", ""}; }
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

rules::Facts facts_of(storage::Transaction& transaction, const model::Intent& intent) {
  rules::Facts facts;
  if (const auto* close = std::get_if<model::CloseAction>(&intent)) {
    if (const auto action = transaction.action(close->action)) {
      facts.author = action->author.id;
      facts.status = action->status;
    }
  }
  return facts;
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
                         Clock clock, std::function<void()> on_change)
    : storage_(storage),
      gazetteer_(gazetteer),
      pepper_(std::move(pepper)),
      clock_(std::move(clock)),
      on_change_(std::move(on_change)) {}

void CommandDesk::run(std::vector<model::Command> commands,
                      const std::optional<model::Account>& account, Done done) {
  const auto gathering = std::make_shared<Gathering>();
  gathering->answers.resize(commands.size());
  gathering->commands = std::move(commands);
  gathering->done = std::move(done);
  gathering->waiting = gathering->commands.size() + 1;
  for (std::size_t i = 0; i < gathering->commands.size(); ++i) {
    if (!account) {  // nothing is remembered: signed in again, the same command may be sent again
      gathering->answers[i] = refused(gathering->commands[i].id, "permit.sign_in", "");
      --gathering->waiting;
      continue;
    }
    storage_.write(
        [this, gathering, i, account = *account](storage::Transaction& transaction) {
          gathering->answers[i] = decide(transaction, gathering->commands[i], account);
          return true;
        },
        [this, gathering](storage::Fate fate) {
          if (fate == storage::Fate::overloaded) gathering->is_overloaded = true;
          if (fate == storage::Fate::failed) gathering->is_failed = true;
          if (fate == storage::Fate::committed) on_change_();
          gathering->one_less();
        });
  }
  gathering->one_less();
}

model::Answer CommandDesk::decide(storage::Transaction& transaction, const model::Command& command,
                                  const model::Account& account) {
  const auto hash = body_hash(command);
  if (const auto record = transaction.command_record(account.id, command.id)) {
    if (record->body_hash == hash) return record->answer;
    return refused(command.id, "command.id_reused", "id");
  }
  auto answer = apply(transaction, command, account);
  transaction.add_command_record(account.id, {hash, answer}, clock_());
  return answer;
}

model::Answer CommandDesk::apply(storage::Transaction& transaction, const model::Command& command,
                                 const model::Account& account) {
  if (const auto valid = rules::validate(command); !valid)
    return refused(command.id, valid.error().code, valid.error().where);
  const auto permitted =
      rules::permit({account.id}, command.intent, facts_of(transaction, command.intent));
  if (!permitted) return refused(command.id, permitted.error().code, permitted.error().where);
  const auto now = clock_();
  if (const auto* create = std::get_if<model::CreateAction>(&command.intent)) {
    const model::ActionId id{command.id.uuid};
    if (transaction.has_action(id))
      return refused(command.id, "command.id_reused", "id");  // somebody else's
    const auto at = public_position(create->at);
    if (!at) return refused(command.id, at.error().code, at.error().where);
    model::Action action;
    action.id = id;
    action.kind = create->kind;
    action.section = create->section;
    action.title = rules::trimmed(create->title);
    action.text = rules::trimmed(create->text);
    action.author = {account.id, account.first_name};
    action.at = *at;
    action.created = action.updated = now;
    transaction.add_action(action);
    transaction.add_action_change(id);
  } else if (const auto* close = std::get_if<model::CloseAction>(&command.intent)) {
    transaction.close_action(close->action, close->outcome, rules::trimmed(close->message), now);
    transaction.add_action_change(close->action);
  }
  return applied(command.id);
}

base::Result<model::PublicPosition> CommandDesk::public_position(
    const model::Whereabouts& at) const {
  if (const auto* point = std::get_if<model::Position>(&at)) return geo::public_cell(*point);
  const auto commune = gazetteer_.find(std::get<model::InseeCode>(at).code);
  if (!commune) return base::Error{"insee.unknown", "at.insee", "no commune of that code is known"};
  return geo::public_cell(*commune);
}

std::string CommandDesk::body_hash(const model::Command& command) const {
  return keyed_hash_hex(pepper_,
                        "command " + wire::to_json(std::vector{without_exact_point(command)}));
}

}  // namespace server
