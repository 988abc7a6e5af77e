// JSON of the API (docs/API.md), written and read by the same code on both sides. Reading is
// strict: unknown fields, wrong types, lone surrogates, names that stand twice, numbers out of
// range and missing fields are errors that name the place; nothing here throws. Texts may have any
// length: rules::validate looks at those. Error codes: json.malformed, json.type, json.missing,
// json.unknown_field, json.value, json.duplicate_id, json.too_many
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/action.hpp"
#include "core/model/association.hpp"
#include "core/model/change.hpp"
#include "core/model/command.hpp"
#include "core/model/correction.hpp"
#include "core/model/event.hpp"
#include "core/model/marker.hpp"
#include "core/model/person.hpp"
#include "core/model/place.hpp"
#include "core/model/town.hpp"

namespace wire {

std::string to_json(const model::Place& place);
std::string to_json(const model::Action& action);
std::string to_json(const model::Change& change);
std::string to_json(const model::Association& association);
std::string to_json(const model::Event& event);
std::string to_json(
    const std::vector<model::Command>& commands);  // the body of POST /api/v1/commands
std::string to_json(const std::vector<model::Answer>& answers);

// The kinds of commands there are, and that of one: "action.create".
std::vector<std::string_view> command_kinds();
std::string_view kind_of(const model::Intent& intent);

base::Result<model::Place> place_from_json(std::string_view json);
base::Result<model::Action> action_from_json(std::string_view json);
base::Result<model::Change> change_from_json(std::string_view json);
base::Result<model::Association> association_from_json(std::string_view json);
base::Result<model::Event> event_from_json(std::string_view json);
base::Result<std::vector<model::Command>> commands_from_json(
    std::string_view json);  // parsed, not yet validated
base::Result<std::vector<model::Answer>> answers_from_json(std::string_view json);

// GET /api/v1/changes. The changes rise, and none is beyond `sequence`.
inline constexpr std::size_t kChangesMax = 10'000;
struct Changes {
  std::int64_t sequence = 0;
  std::vector<model::Change> changes;
  bool operator==(const Changes&) const = default;
};
std::string to_json(const Changes& changes);
base::Result<Changes> changes_from_json(std::string_view json);

// An error of the API as RFC 9457 problem details.
struct Problem {
  int status = 500;
  std::string code;        // stable, e.g. "text.too_long"; also the last part of "type"
  std::string title;       // one plain sentence
  std::string where;       // the place in the input, or empty
  std::string request_id;  // where the server failed: what to quote; else empty
  bool operator==(const Problem&) const = default;
};
std::string to_json(const Problem& problem);
// Passes over fields it does not know, as RFC 9457 asks (3.2).
base::Result<Problem> problem_from_json(std::string_view json);

// POST /api/v1/session/code and POST /api/v1/session
struct CodeRequest {
  std::string to;
  bool operator==(const CodeRequest&) const = default;
};
struct SignIn {
  std::string to, code;
  std::string first_name;           // empty: not given
  std::optional<model::Goal> goal;  // given together with the first name, the first time
  std::string recovery_code = {};   // of an account whose phone is lost; empty: not given
  bool operator==(const SignIn&) const = default;
};
std::string to_json(const CodeRequest& request);
std::string to_json(const SignIn& sign_in);
base::Result<CodeRequest> code_request_from_json(std::string_view json);
base::Result<SignIn> sign_in_from_json(std::string_view json);

// The body of a POST that needs none: {}
base::Result<base::Done> empty_object_from_json(std::string_view json);

// GET /api/v1/session: {"account": {…} | null}
struct SignedIn {
  model::Account account;
  model::Standing standing = {};  // what they may do, by rules::permit
  bool operator==(const SignedIn&) const = default;
};
base::Result<std::optional<SignedIn>> session_from_json(std::string_view json);
std::string session_to_json(const std::optional<SignedIn>& who);

// GET /api/v1/people/{id}
struct Person {
  model::PersonId id;
  model::Profile profile;
  bool operator==(const Person&) const = default;
};
std::string to_json(const Person& person);
base::Result<Person> person_from_json(std::string_view json);

// GET /api/v1/places/{id}/associations: approved, whose seat is near the place, the nearest first.
inline constexpr std::size_t kNearAssociationsMax = 50;
struct NearAssociations {
  std::vector<model::Association> items;
  bool operator==(const NearAssociations&) const = default;
};
std::string to_json(const NearAssociations& near);
base::Result<NearAssociations> near_associations_from_json(std::string_view json);

// GET /api/v1/search
struct Found {
  base::Uuid id;
  model::MarkerKind kind;
  std::string title, detail;
  model::Position at;
  bool operator==(const Found&) const = default;
};
struct SearchAnswer {
  std::vector<Found> items;        // places and actions
  std::vector<model::Town> towns;  // to move the map to
  bool operator==(const SearchAnswer&) const = default;
};
std::string to_json(const SearchAnswer& answer);
base::Result<SearchAnswer> search_answer_from_json(std::string_view json);

// GET /api/v1/places/{id}/history: the latest first.
inline constexpr std::size_t kHistoryMax = 200;
struct PlaceHistory {
  std::vector<model::PlaceChange> items;
  bool operator==(const PlaceHistory&) const = default;
};
std::string to_json(const PlaceHistory& history);
base::Result<PlaceHistory> place_history_from_json(std::string_view json);

// GET /api/v1/corrections: what waits for who asks to decide, the oldest first. `now`: what the
// place says.
inline constexpr std::size_t kCorrectionsPage = 100;
struct OpenCorrection {
  struct Change {
    model::FieldChange change;
    std::string now;
    bool operator==(const Change&) const = default;
  };
  model::CorrectionId id;
  model::PlaceId place;
  std::string place_name;
  base::Instant suggested;
  std::string remark;
  std::vector<Change> changes;
  bool operator==(const OpenCorrection&) const = default;
};
struct OpenCorrections {
  std::vector<OpenCorrection> items;
  bool operator==(const OpenCorrections&) const = default;
};
std::string to_json(const OpenCorrections& corrections);
base::Result<OpenCorrections> open_corrections_from_json(std::string_view json);

// The changes of a correction alone: at most one of each field.
std::string to_json(const std::vector<model::FieldChange>& changes);
base::Result<std::vector<model::FieldChange>> field_changes_from_json(std::string_view json);

// GET /api/v1/markers
struct MarkerManifest {
  struct Cell {
    std::string url;  // immutable: its name holds a hash of its bytes
    std::uint32_t count = 0;
    bool operator==(const Cell&) const = default;
  };
  int format = 1;
  std::int64_t sequence = 0;  // the cells hold every change up to this one
  std::vector<Cell> cells;
  bool operator==(const MarkerManifest&) const = default;
};
std::string to_json(const MarkerManifest& manifest);
base::Result<MarkerManifest> manifest_from_json(std::string_view json);

}  // namespace wire
