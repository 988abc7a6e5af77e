// Reading by SQL, for a reader and for a transaction alike. Private to storage/.
#pragma once
#include "server/storage/sql/engine.hpp"
#include "server/storage/sql/rows.hpp"
#include "server/storage/storage.hpp"

namespace storage::sql {

// `Interface` is Reader or Transaction. Session and index must outlive this.
template <class Interface>
class Reading : public Interface {
 public:
  Reading(soci::session& session, TextIndex& index) : session_(session), index_(index) {}

  std::optional<model::Place> place(model::PlaceId id) override;
  std::optional<model::Action> action(model::ActionId id) override;
  std::vector<model::Action> latest_actions(std::size_t limit) override;
  std::vector<model::Place> first_places(std::size_t limit) override;
  std::vector<model::Place> places_with_hours(std::size_t limit) override;
  std::vector<model::Place> places_of_source(std::string_view source) override;
  std::vector<PlaceSpot> place_spots() override;
  std::vector<PlaceLink> place_links() override;
  std::vector<model::Place> places_like(model::PlaceId id) override;
  std::vector<PlaceHold> place_holds(std::string_view source) override;
  std::vector<model::PlaceChange> place_history(model::PlaceId id, std::size_t limit) override;
  std::optional<model::Correction> correction(model::CorrectionId id) override;
  std::vector<model::Correction> open_corrections() override;
  CorrectionCounts open_correction_counts(model::PlaceId place) override;
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
  std::vector<model::Association> associations_near(const model::Position& at, double radius_m,
                                                    std::size_t limit) override;
  bool is_only_owner(model::AssociationId association, model::PersonId person) override;
  std::optional<model::Event> event(model::EventId id) override;
  std::optional<model::Seat> seat(model::EventId event, model::PersonId person) override;
  std::vector<AuditEntry> audit(std::size_t limit) override;
  Counts counts() override;
  std::vector<Outgoing> waiting_outgoing(Channel channel, std::size_t limit) override;

 protected:
  soci::session& session_;
  TextIndex& index_;
};

extern template class Reading<Reader>;
extern template class Reading<Transaction>;

}  // namespace storage::sql
