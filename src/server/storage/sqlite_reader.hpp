// Reading from SQLite, for a reader and for a transaction alike. Private to storage/.
#pragma once
#include "server/storage/sqlite_session.hpp"
#include "server/storage/storage.hpp"

namespace storage::sqlite {

// `Interface` is Reader or Transaction. The session must outlive this.
template <class Interface>
class Reading : public Interface {
 public:
  explicit Reading(soci::session& session) : session_(session) {}

  std::optional<model::Place> place(model::PlaceId id) override;
  std::optional<model::Action> action(model::ActionId id) override;
  std::vector<model::Action> latest_actions(std::size_t limit) override;
  std::vector<model::Place> first_places(std::size_t limit) override;
  std::vector<model::Marker> place_markers() override;
  std::vector<model::Marker> action_markers(base::Instant since) override;
  std::vector<wire::Found> search(std::string_view text, std::size_t limit) override;
  std::int64_t last_sequence() override;
  std::int64_t first_sequence() override;
  std::int64_t last_reload_sequence() override;
  std::vector<model::Change> changes_since(std::int64_t since, std::size_t limit) override;
  std::optional<KnownAccount> account_of_contact(std::string_view address) override;
  std::optional<model::Account> account_of_session(std::string_view token_hash,
                                                   base::Instant now) override;
  std::vector<Device> devices(model::PersonId account, base::Instant now) override;
  std::optional<model::Profile> profile(model::PersonId person) override;
  model::Standing standing(model::PersonId person) override;
  std::optional<model::Association> association(model::AssociationId id) override;
  bool is_only_owner(model::AssociationId association, model::PersonId person) override;
  std::optional<model::Event> event(model::EventId id) override;
  std::optional<model::Seat> seat(model::EventId event, model::PersonId person) override;
  std::vector<AuditEntry> audit(std::size_t limit) override;
  Counts counts() override;
  std::vector<Outgoing> waiting_outgoing(Channel channel, std::size_t limit) override;

 protected:
  soci::session& session_;
};

extern template class Reading<Reader>;
extern template class Reading<Transaction>;

// A query of the text index for all words of `text`, the last one as the beginning of a word. Empty
// when there is none. Each word is a quoted string of the query language, so nothing a person types
// is an operator of it.
std::string match_expression(std::string_view text);

}  // namespace storage::sqlite
