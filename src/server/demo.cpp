#include "server/demo.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/geo/public_cell.hpp"

namespace server {
namespace {

using nlohmann::json;

// What the demonstration's own file gets wrong is our bug: exceptions within, one error at the
// edge.
struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

base::Instant instant(const json& text) {
  const auto at = base::parse_rfc3339(text.get<std::string>());
  if (!at) throw Malformed("not a time: " + text.get<std::string>());
  return *at;
}

// Version 7 with the world's date, unmoved, and the end of the world's own id.
base::Uuid demo_id(const json& original, base::Instant at) {
  const auto uuid = base::parse_uuid(original.get<std::string>());
  if (!uuid) throw Malformed("not a UUID: " + original.get<std::string>());
  base::RandomBytes rest;
  std::copy(uuid->bytes.begin() + 6, uuid->bytes.end(), rest.begin());
  return base::make_uuid_v7(at, rest);
}

// "[json.exception.out_of_range.403] key 'x' not found" without what is in brackets.
std::string without_tag(std::string what) {
  const auto end = what.find("] ");
  return what.starts_with('[') && end != std::string::npos ? what.substr(end + 2) : what;
}

template <class Parse>
auto parsed(const json& text, Parse parse) {
  const auto value = parse(text.get<std::string>());
  if (!value) throw Malformed("not in the list: " + text.get<std::string>());
  return *value;
}

class DemoWorld {
 public:
  DemoWorld(const json& world, base::Instant now)
      : world_(world),
        reference_(instant(world.at("reference_time"))),
        shift_ms_(now.unix_ms - reference_.unix_ms) {}

  void write_to(storage::Transaction& transaction) {
    for (const auto& user : world_.at("users")) add_user(transaction, user);
    for (const auto& place : world_.at("places")) add_place(transaction, place);
    for (const auto& action : world_.at("actions")) add_action(transaction, action);
    transaction.add_reload_change();
  }

 private:
  base::Instant moved(base::Instant at) const { return {at.unix_ms + shift_ms_}; }

  void add_user(storage::Transaction& transaction, const json& user) {
    const auto created = instant(user.at("created_at"));
    const model::Account account{
        {demo_id(user.at("id"), created)},
        user.at("name").get<std::string>(),
        parsed(user.at("goal"), [](std::string_view text) { return model::goal(text); })};
    transaction.add_account(account, user.at("email").get<std::string>(), moved(created), true);
    people_[user.at("id").get<std::string>()] = {account.id, account.first_name};
  }

  void add_place(storage::Transaction& transaction, const json& place) const {
    const auto text = [&place](const char* name) { return place.value(name, std::string()); };
    const auto category = model::place_category(place.at("category").get<int>());
    if (!category) throw Malformed("not a category: " + place.at("category").dump());
    model::Place out;
    out.id = {demo_id(place.at("id"), reference_)};
    out.source = text("source");
    out.source_id = text("source_id");
    out.name = text("name");
    out.category = *category;
    out.at = {place.at("lat").get<double>(), place.at("lon").get<double>()};
    out.address = text("address");
    out.postal_code = text("postal_code");
    out.city = text("city");
    out.opening_hours = text("opening_hours");
    out.description = text("description");
    out.last_checked = base::to_rfc3339(moved(reference_));
    out.example = true;
    transaction.put_place(out, reference_);
  }

  void add_action(storage::Transaction& transaction, const json& action) const {
    const auto created = instant(action.at("created_at"));
    const auto author = people_.find(action.at("author").get<std::string>());
    if (author == people_.end()) throw Malformed("an action without its author");
    model::Action out;
    out.id = {demo_id(action.at("id"), created)};
    out.kind =
        parsed(action.at("kind"), [](std::string_view text) { return model::action_kind(text); });
    out.section = parsed(action.at("section"),
                         [](std::string_view text) { return model::action_section(text); });
    out.status = parsed(action.at("status"),
                        [](std::string_view text) { return model::action_status(text); });
    out.title = action.at("title").get<std::string>();
    out.text = action.at("description").get<std::string>();
    out.author = author->second;
    out.at = geo::public_cell({action.at("lat").get<double>(), action.at("lon").get<double>()});
    // The world's last morning goes on a little after its reference time; here nothing is ahead of
    // now.
    out.created = out.updated = std::min(moved(created), moved(reference_));
    if (out.status == model::ActionStatus::closed)
      out.outcome = action.value("outcome", "") == "success" ? model::ActionOutcome::happened
                                                             : model::ActionOutcome::not_happened;
    out.example = true;
    transaction.add_action(out);
  }

  const json& world_;
  base::Instant reference_;
  std::int64_t shift_ms_;
  std::unordered_map<std::string, model::PublicAuthor> people_;
};

}  // namespace

base::Result<storage::Counts> load_demo(storage::Storage& storage, std::string_view world_json,
                                        base::Instant now) {
  storage::Counts counts;
  const auto count = [&] {
    storage.read([&](storage::Reader& reader) { counts = reader.counts(); });
  };
  count();
  if (counts.places + counts.accounts + counts.actions > 0) return counts;
  const auto world = json::parse(world_json, nullptr, false);
  if (!world.is_object()) return base::Error{"demo.malformed", "", "it is not a JSON object"};
  std::string why;
  const auto fate = storage.write_and_wait([&](storage::Transaction& transaction) {
    try {
      DemoWorld(world, now).write_to(transaction);
      return true;
    } catch (const json::exception& error) {
      why = without_tag(error.what());
    } catch (const Malformed& error) {
      why = error.what();
    }
    return false;
  });
  if (fate == storage::Fate::given_up) return base::Error{"demo.malformed", "", why};
  if (fate != storage::Fate::committed)
    return base::Error{"storage.unavailable", "", "it could not be written"};
  count();
  return counts;
}

}  // namespace server
