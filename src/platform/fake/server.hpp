// A server in memory that keeps the promises of docs/API.md to one client: commands are idempotent
// by id, changes are numbered, what is acknowledged stays.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/ports.hpp"
#include "core/model/change.hpp"
#include "core/model/command.hpp"
#include "core/model/person.hpp"
#include "platform/fake/ports.hpp"

namespace fake {

inline constexpr char kCode[] = "123456";  // every sign-in code

class Server {
 public:
  app::ports::HttpAnswer answer(const Http::Request& request);

  void put(model::Place place);    // shown by the next manifest
  void put(model::Action action);  // told as a change
  void tell_places_reloaded() { add_change(model::PlacesReloaded{}); }
  void refuse_next(std::string reason, std::string where);  // the next new command

  const std::vector<model::Change>& changes() const { return changes_; }
  std::int64_t sequence() const { return changes_.empty() ? 0 : changes_.back().sequence; }
  int times_applied(model::CommandId id) const;
  const std::map<model::ActionId, model::Action>& actions() const { return actions_; }

  base::Instant now{1'795'248'000'000};
  std::optional<wire::SignedIn> session;
  std::vector<std::string> codes_sent_to;
  std::size_t cells = 1;  // the manifest has that many

 private:
  app::ports::HttpAnswer post_commands(const std::string& body);
  app::ports::HttpAnswer post_session(const std::string& body);
  app::ports::HttpAnswer get(const std::string& path);
  app::ports::HttpAnswer manifest() const;
  app::ports::HttpAnswer cell(const std::string& path) const;
  model::Answer decide(const model::Command& command);
  model::Answer apply(const model::Command& command);
  void add_change(model::Fact fact);
  std::vector<std::vector<model::Marker>> cell_markers() const;

  std::map<model::PlaceId, model::Place> places_;
  std::map<model::ActionId, model::Action> actions_;
  std::map<model::CommandId, model::Answer> decided_;
  std::map<model::CommandId, int> applied_;
  std::map<std::string, model::Account> accounts_;
  std::vector<model::Change> changes_;
  std::optional<std::pair<std::string, std::string>> refusal_;
};

}  // namespace fake
