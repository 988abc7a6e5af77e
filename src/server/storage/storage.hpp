// What the server keeps, without a word about the engine that keeps it. Reads see one consistent
// state; writes run one after the other on a thread of their own and are acknowledged only once
// they are on disk.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.hpp"
#include "core/model/action.hpp"
#include "core/model/association.hpp"
#include "core/model/change.hpp"
#include "core/model/command.hpp"
#include "core/model/correction.hpp"
#include "core/model/event.hpp"
#include "core/model/marker.hpp"
#include "core/model/person.hpp"
#include "core/model/place.hpp"
#include "core/wire/json.hpp"
#include "server/storage/watch.hpp"

namespace storage {

// So long a command that is sent again gets its first answer.
inline constexpr std::int64_t kCommandsKept_ms = 30 * base::kDayMs;

// The first answer to a command, kept with a keyed hash of what was asked: enough to recognise a
// replay, and to see through another command under the same id. The hash is made without the exact
// point.
struct CommandRecord {
  std::string body_hash;
  model::Answer answer;
};

// A code that was sent. Address and code are keyed hashes.
struct SignInCode {
  std::string address_hash;
  std::string code_hash;
  base::Instant expires;
  int tries_left = 0;
};

struct Session {
  std::string token_hash;
  model::PersonId account;
  base::Instant expires;
  std::string device;  // what a person may recognise it by: "Firefox, Android"
};

// A session as its owner sees it. The id is the beginning of the token's hash: it opens nothing.
inline constexpr std::size_t kDeviceIdLength = 16;
struct Device {
  std::string id, name;
  base::Instant signed_in;
};

// One line of the audit log. Names and texts of people are not in it, but for a moderator's reason.
struct AuditEntry {
  base::Instant at;
  std::string actor;  // the id of an account, or kCommandLine
  std::string kind;   // of the command: "role.grant"
  std::string subject;
  std::string detail;
};
inline constexpr const char* kCommandLine = "command line";

enum class Channel { email, sms };

// A message that waits to be handed over to who sends it.
struct Outgoing {
  base::Uuid id;  // the same at every try, so that whoever takes it sees a second copy
  Channel channel = Channel::email;
  std::string about;   // a keyed hash; a later message about the same takes this one's place
  std::string sealed;  // to whom and what, not to be read without the key
  base::Instant created, expires, next_try;
  int tries = 0;  // begun
};

struct KnownAccount {
  model::Account account;
  bool example = false;  // of the demonstration world
};

// Where an open place is, for finding what two sources tell alike.
struct PlaceSpot {
  model::PlaceId id;
  std::string source, name;
  model::PlaceCategory category = model::PlaceCategory::other;
  model::Position at;
};

// Two open places of different sources that are perhaps one; a < b.
struct PlaceLink {
  model::PlaceId a, b;
  double distance_m = 0;
  bool operator==(const PlaceLink&) const = default;
};

// A field that a person has corrected: as long as the source says `told`, the correction stays.
struct PlaceHold {
  model::PlaceId place;
  model::FieldText told;
  bool operator==(const PlaceHold&) const = default;
};

// What becomes of a known place whose source tells it anew: held fields keep what they say where
// the source still says what it said. `holds` are those of that place.
model::Place as_held(const model::Place& known, model::Place told,
                     const std::vector<PlaceHold>& holds);

// So long it is known of a decided correction that it was sent before.
inline constexpr std::int64_t kCorrectionsKept_ms = 90 * base::kDayMs;

struct CorrectionCounts {
  std::int64_t of_place = 0, all = 0;  // open ones
};

// Whether a source tells of a place what is known already, but for when it was looked at.
bool says_the_same(const model::Place& known, const model::Place& told);

struct Counts {
  std::int64_t places = 0, accounts = 0, actions = 0;
};

// Everything throws storage::Failure when the engine fails: a full disk, a damaged file.
class Reader {
 public:
  virtual ~Reader() = default;

  virtual std::optional<model::Place> place(model::PlaceId id) = 0;
  virtual std::optional<model::Action> action(model::ActionId id) = 0;
  // For the front page. Open actions, latest first; open places in the order of their import.
  virtual std::vector<model::Action> latest_actions(std::size_t limit) = 0;
  virtual std::vector<model::Place> first_places(std::size_t limit) = 0;
  // Of those that are not closed for good, the first that have opening hours.
  virtual std::vector<model::Place> places_with_hours(std::size_t limit) = 0;

  // All of one source, closed ones too.
  virtual std::vector<model::Place> places_of_source(std::string_view source) = 0;
  virtual std::vector<PlaceSpot> place_spots() = 0;
  virtual std::vector<PlaceLink> place_links() = 0;
  // What other sources perhaps tell of the same place, the nearest first.
  virtual std::vector<model::Place> places_like(model::PlaceId id) = 0;

  // Of all places of one source.
  virtual std::vector<PlaceHold> place_holds(std::string_view source) = 0;
  // Latest first.
  virtual std::vector<model::PlaceChange> place_history(model::PlaceId id, std::size_t limit) = 0;
  virtual std::optional<model::Correction> correction(model::CorrectionId id) = 0;
  // Oldest first.
  virtual std::vector<model::Correction> open_corrections() = 0;
  virtual CorrectionCounts open_correction_counts(model::PlaceId place) = 0;

  // Open places.
  virtual std::vector<model::Marker> place_markers() = 0;
  // Open actions, touched since `since`.
  virtual std::vector<model::Marker> action_markers(base::Instant since) = 0;
  // Places and open actions with all words of `text`, best first; words may be unfinished, or
  // mistyped where few are found without. Accents, case and punctuation make no difference
  // (base::fold, base::likeness), and nothing in `text` is an operator.
  virtual std::vector<wire::Found> search(std::string_view text, std::size_t limit) = 0;

  virtual std::int64_t last_sequence() = 0;   // 0: nothing has changed yet
  virtual std::int64_t first_sequence() = 0;  // of the changes still kept; 0: none
  virtual std::int64_t
  last_reload_sequence() = 0;  // of the last PlacesReloaded still kept; 0: none
  // Changes after `since`, oldest first, at most `limit`; of several changes of one action only the
  // last.
  virtual std::vector<model::Change> changes_since(std::int64_t since, std::size_t limit) = 0;

  virtual std::optional<KnownAccount> account_of_contact(std::string_view address) = 0;
  virtual std::optional<model::Account> account_of_session(std::string_view token_hash,
                                                           base::Instant now) = 0;
  virtual std::vector<Device> devices(model::PersonId account, base::Instant now) = 0;

  // None: there is no such person.
  virtual std::optional<model::Profile> profile(model::PersonId person) = 0;
  virtual model::Standing standing(model::PersonId person) = 0;
  virtual std::optional<model::Association> association(model::AssociationId id) = 0;
  // Those that are approved and whose seat is within `radius_m` of a point, the nearest first.
  virtual std::vector<model::Association> associations_near(const model::Position& at,
                                                            double radius_m, std::size_t limit) = 0;
  virtual bool is_only_owner(model::AssociationId association, model::PersonId person) = 0;
  virtual std::optional<model::Event> event(model::EventId id) = 0;
  virtual std::optional<model::Seat> seat(model::EventId event, model::PersonId person) = 0;
  virtual std::vector<AuditEntry> audit(std::size_t limit) = 0;  // latest first

  virtual Counts counts() = 0;

  // What waits, the next to be tried first.
  virtual std::vector<Outgoing> waiting_outgoing(Channel channel, std::size_t limit) = 0;
};

enum class Put { taken, updated, unchanged };

class Transaction : public Reader {
 public:
  // By (source, source_id): a known place keeps its id, and what people corrected of it (as_held).
  // Only `last_checked` moving counts as unchanged. What changes goes into its history, as `at`.
  virtual Put put_place(const model::Place& place, base::Instant at) = 0;
  // It leaves the map and the search, and stays under its address.
  virtual void close_place(model::PlaceId id, base::Instant at) = 0;
  virtual void add_place_link(const PlaceLink& link) = 0;
  virtual void forget_place_link(const PlaceLink& link) = 0;
  // Applies changes to a place and keeps them in its history, and what its source said of these
  // fields. A place that was closed and opens again is back on the map.
  virtual void correct_place(model::PlaceId id, const std::vector<model::FieldChange>& changes,
                             const model::PublicHand& by, base::Instant at) = 0;
  // From now on the source is followed in this field.
  virtual void forget_hold(model::PlaceId id, model::PlaceField field) = 0;
  virtual void assign_place(model::PlaceId id, std::optional<model::AssociationId> association) = 0;
  virtual void check_place(model::PlaceId id, const model::PublicHand& by, base::Instant at) = 0;
  virtual void tell_needs(model::PlaceId id, const model::PlaceNeeds& needs) = 0;
  virtual void add_correction(const model::Correction& correction) = 0;
  // An open one that says the same of the same place.
  virtual bool has_same_correction(const model::Correction& correction) = 0;
  // It is no longer open; its remark is forgotten.
  virtual void decide_correction(model::CorrectionId id, model::CorrectionStatus status,
                                 base::Instant at) = 0;
  virtual bool has_action(model::ActionId id) = 0;
  virtual void add_action(const model::Action& action) = 0;
  virtual void close_action(model::ActionId id, model::ActionOutcome outcome,
                            std::string_view message, base::Instant at) = 0;
  virtual void suspend_action(model::ActionId id, base::Instant at) = 0;
  virtual void restore_action(model::ActionId id, base::Instant at) = 0;
  // Numbers the fact and keeps it; the action itself is read when it is told.
  virtual std::int64_t add_action_change(model::ActionId id) = 0;
  virtual std::int64_t add_reload_change() = 0;

  virtual std::optional<CommandRecord> command_record(model::PersonId account,
                                                      model::CommandId id) = 0;
  virtual void add_command_record(model::PersonId account, const CommandRecord& record,
                                  base::Instant at) = 0;

  virtual void put_code(const SignInCode& code) = 0;  // replaces an earlier one of that address
  virtual std::optional<SignInCode> code(std::string_view address_hash) = 0;
  virtual void forget_code(std::string_view address_hash) = 0;
  // `address` is an e-mail address or a phone number; it is unique and never leaves the storage
  // again.
  virtual void add_account(const model::Account& account, std::string_view address,
                           base::Instant created, bool example) = 0;
  virtual void add_session(const Session& session, base::Instant created) = 0;
  virtual void end_session(std::string_view token_hash) = 0;
  virtual void end_sessions_of(model::PersonId account) = 0;
  // False: that account has no such device.
  virtual bool end_device(model::PersonId account, std::string_view device) = 0;

  virtual void put_outgoing(const Outgoing& message) = 0;
  // Nothing when it is no longer waiting.
  virtual std::optional<int> tries_of_outgoing(base::Uuid id) = 0;
  virtual void set_outgoing_try(base::Uuid id, int tries, base::Instant next_try) = 0;
  virtual void forget_outgoing(base::Uuid id) = 0;
  // Messages of a channel begun on a day, counted from 1970 in UTC; and one more.
  virtual std::int64_t begun_on(Channel channel, std::int64_t day) = 0;
  virtual void count_begun(Channel channel, std::int64_t day) = 0;

  // One an account, used once. `code_hash` is keyed.
  virtual void put_recovery_code(model::PersonId account, std::string_view code_hash,
                                 base::Instant at) = 0;
  virtual std::optional<KnownAccount> account_of_recovery_code(std::string_view code_hash) = 0;
  virtual void forget_recovery_code(model::PersonId account) = 0;
  // From now on `address` is the only way to reach the account.
  virtual void replace_contact(model::PersonId account, std::string_view address) = 0;

  virtual void update_profile(model::PersonId person, const model::Profile& profile) = 0;
  virtual void add_association(const model::Association& association, model::PersonId owner,
                               base::Instant created) = 0;
  virtual void approve_association(model::AssociationId id) = 0;
  virtual void set_member(const model::SetMember& set) = 0;
  virtual void grant(model::PersonId person, const model::Grant& grant) = 0;
  virtual void revoke(model::PersonId person, const model::Grant& grant) = 0;

  virtual void add_event(const model::Event& event, base::Instant created) = 0;
  // A seat while there is one, else the end of the waiting list.
  virtual model::Seat join_event(model::EventId event, model::PersonId person) = 0;
  // Who waits longest takes the seat that becomes free.
  virtual void leave_event(model::EventId event, model::PersonId person) = 0;

  virtual void add_audit(const AuditEntry& entry) = 0;

  // Forgets expired codes, sessions and messages, tallies of past days, the answers to commands
  // older than kCommandsKept_ms, corrections decided kCorrectionsKept_ms ago, and all but the last
  // `changes_kept` changes.
  virtual void tidy(base::Instant now, std::int64_t changes_kept) = 0;
};

class Failure : public std::exception {
 public:
  explicit Failure(std::string what) : what_(std::move(what)) {}
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  std::string what_;
};

struct StorageOptions {
  unsigned readers = 4;            // connections
  std::size_t queue_limit = 4096;  // pieces of writing that may wait; more are turned away
  std::size_t group_limit = 256;   // pieces that share one COMMIT
  Watch watch;
};

// What became of a piece of writing: on disk; given up by itself; lost to an engine's failure; not
// even begun, because too much is waiting.
enum class Fate { committed, given_up, failed, overloaded };

class Storage {
 public:
  // False gives everything up that this piece has written. It may be run a second time, when a
  // neighbour in the same COMMIT fails: what it leaves behind outside must be the second run's.
  using Work = std::function<bool(Transaction&)>;
  using Done = std::function<void(Fate)>;

  virtual ~Storage() = default;

  // May be called from any thread; blocks only for a free connection. `use` must not keep the
  // reader.
  virtual void read(const std::function<void(Reader&)>& use) = 0;
  // Queues the work. Many pieces share one COMMIT; where one fails, each runs again alone. `done`
  // is called from the writing thread after it.
  virtual void write(Work work, Done done) = 0;
  // The same, waiting for the end.
  Fate write_and_wait(Work work);
  // Pieces of writing that wait.
  virtual std::size_t waiting() const { return 0; }
  // How many COMMITs there were: what is read after asking is true for as long as the number stays.
  // Nothing where others may write as well.
  virtual std::optional<std::uint64_t> commits() const { return std::nullopt; }
  // Finishes what is queued and takes nothing new.
  virtual void stop() = 0;

  // Whether other processes may write to the same database. Where they may, `call` is called from
  // now on until stop(), from another thread, whenever there may be changes.
  virtual bool is_shared() const = 0;
  virtual void on_news(std::function<void()> call) = 0;
};

}  // namespace storage
