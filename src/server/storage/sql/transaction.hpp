// Writing by SQL. Lives as long as the writing connection, so that its hot statements are
// prepared once. Private to storage/.
#pragma once
#include <memory>
#include <utility>

#include "server/storage/sql/reader.hpp"

namespace storage::sql {

class Writing final : public Reading<Transaction> {
 public:
  Writing(soci::session& session, TextIndex& index);
  ~Writing() override;

  // Whether changes were added since the last call.
  bool take_news() { return std::exchange(has_news_, false); }

  Put put_place(const model::Place& place, base::Instant at) override;
  void close_place(model::PlaceId id, base::Instant at) override;
  void add_place_link(const PlaceLink& link) override;
  void forget_place_link(const PlaceLink& link) override;
  void correct_place(model::PlaceId id, const std::vector<model::FieldChange>& changes,
                     const model::PublicHand& by, base::Instant at) override;
  void forget_hold(model::PlaceId id, model::PlaceField field) override;
  void assign_place(model::PlaceId id, std::optional<model::AssociationId> association) override;
  void check_place(model::PlaceId id, const model::PublicHand& by, base::Instant at) override;
  void tell_needs(model::PlaceId id, const model::PlaceNeeds& needs) override;
  void add_correction(const model::Correction& correction) override;
  bool has_same_correction(const model::Correction& correction) override;
  void decide_correction(model::CorrectionId id, model::CorrectionStatus status,
                         base::Instant at) override;
  bool has_action(model::ActionId id) override;
  void add_action(const model::Action& action) override;
  void close_action(model::ActionId id, model::ActionOutcome outcome, std::string_view message,
                    base::Instant at) override;
  void suspend_action(model::ActionId id, base::Instant at) override;
  void restore_action(model::ActionId id, base::Instant at) override;
  std::int64_t add_action_change(model::ActionId id) override;
  std::int64_t add_reload_change() override;
  std::optional<CommandRecord> command_record(model::PersonId account,
                                              model::CommandId id) override;
  void add_command_record(model::PersonId account, const CommandRecord& record,
                          base::Instant at) override;
  void put_code(const SignInCode& code) override;
  std::optional<SignInCode> code(std::string_view address_hash) override;
  void forget_code(std::string_view address_hash) override;
  void add_account(const model::Account& account, std::string_view address, base::Instant created,
                   bool example) override;
  void add_session(const Session& session, base::Instant created) override;
  void end_session(std::string_view token_hash) override;
  void end_sessions_of(model::PersonId account) override;
  bool end_device(model::PersonId account, std::string_view device) override;
  void put_recovery_code(model::PersonId account, std::string_view code_hash,
                         base::Instant at) override;
  std::optional<KnownAccount> account_of_recovery_code(std::string_view code_hash) override;
  void forget_recovery_code(model::PersonId account) override;
  void replace_contact(model::PersonId account, std::string_view address) override;
  void update_profile(model::PersonId person, const model::Profile& profile) override;
  void add_association(const model::Association& association, model::PersonId owner,
                       base::Instant created) override;
  void approve_association(model::AssociationId id) override;
  void set_member(const model::SetMember& set) override;
  void grant(model::PersonId person, const model::Grant& grant) override;
  void revoke(model::PersonId person, const model::Grant& grant) override;
  void add_event(const model::Event& event, base::Instant created) override;
  model::Seat join_event(model::EventId event, model::PersonId person) override;
  void leave_event(model::EventId event, model::PersonId person) override;
  void add_audit(const AuditEntry& entry) override;
  void put_outgoing(const Outgoing& message) override;
  std::optional<int> tries_of_outgoing(base::Uuid id) override;
  void set_outgoing_try(base::Uuid id, int tries, base::Instant next_try) override;
  void forget_outgoing(base::Uuid id) override;
  std::int64_t begun_on(Channel channel, std::int64_t day) override;
  void count_begun(Channel channel, std::int64_t day) override;
  void tidy(base::Instant now, std::int64_t changes_kept) override;

 private:
  struct Prepared;
  // The place as it is now: its row, and what search finds it by.
  void rewrite_place(const model::Place& place);
  long long number_of(model::ActionId id);  // throws Failure where there is none
  std::unique_ptr<Prepared> prepared_;
  bool has_news_ = false;
};

}  // namespace storage::sql
