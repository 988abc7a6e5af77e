// Random sequences of everything that can happen: what must always hold.
#include <boost/test/unit_test.hpp>
#include <map>
#include <random>
#include <set>

#include "app/persist.hpp"
#include "app/rebase.hpp"
#include "app/vm/action_vm.hpp"
#include "app/vm/home_vm.hpp"
#include "app/vm/map_vm.hpp"
#include "app/vm/new_action_vm.hpp"
#include "app/vm/place_vm.hpp"
#include "app/vm/shell_vm.hpp"
#include "app/vm/sign_in_vm.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

namespace {

using Random = std::mt19937;

template <class T>
base::Result<T> any(Random& random, T value) {
  switch (random() % 8) {
    case 0: return failed(failure::kNetwork);
    case 1: return failed(failure::kServer);
    case 2:
      switch (random() % 5) {
        case 0: return failed(failure::kNotFound);
        case 1: return failed(failure::kSignIn);
        case 2: return failed(failure::kStaleClient);
        case 3: return failed("account.needed");
        default: return failed("json.value");
      }
    default: return value;
  }
}

Location any_location(Random& random) {
  const int n = static_cast<int>(random() % 6);
  const auto filter = kFilterChoices[random() % 3];
  switch (random() % 6) {
    case 0: return {PlaceRoute{place_id(n)}, filter};
    case 1: return {ActionRoute{action_id(100 + n)}, filter};
    case 2: return {NewActionRoute{}, filter};
    case 3: return {SignInRoute{}, filter};
    default: return {HomeRoute{}, filter};
  }
}

model::Action any_action(Random& random) {
  auto a = action(100 + static_cast<int>(random() % 6), random() % 2 ? kMona : kBrahim);
  a.updated.unix_ms += static_cast<std::int64_t>(random() % 100);
  if (random() % 3 == 0) a.status = model::ActionStatus::closed;
  return a;
}

std::vector<model::Marker> any_markers(Random& random) {
  std::vector<model::Marker> markers;
  for (unsigned i = 0; i < random() % 5; ++i)
    markers.push_back(model::marker_of(place(static_cast<int>(random() % 6))));
  for (unsigned i = 0; i < random() % 3; ++i)
    markers.push_back(model::marker_of(any_action(random)));
  return markers;
}

std::vector<model::Answer> any_answers(Random& random, const State& state) {
  std::vector<model::Answer> answers;
  for (const auto& pending : state.outbox) {
    if (!pending.sent || random() % 5 == 0) continue;
    const bool refusal = random() % 4 == 0;
    answers.push_back(
        {pending.command.id, refusal ? model::Verdict::refused : model::Verdict::applied,
         refusal ? (random() % 4 ? "text.too_long" : "permit.sign_in") : "", "title"});
  }
  if (random() % 6 == 0) answers.push_back(applied(static_cast<int>(random() % 6)));
  return answers;
}

std::string any_text(Random& random) {
  static const std::string kTexts[]{
      "",        "M",     "Manteaux d’hiver", "06 12 34 56 78", "123456",
      "bulgare", "a\xff", "mona@exemple.fr",  "ligne\nligne"};
  return kTexts[random() % std::size(kTexts)];
}

Action person_does(Random& random, const State& state) {
  const int n = static_cast<int>(random() % 6);
  switch (random() % 18) {
    case 0: return Opened{any_location(random)};
    case 1: return UrlChanged{to_url(any_location(random))};
    case 2: return FilterChosen{kFilterChoices[random() % kFilterChoices.size()]};
    case 3: return MapMoved{map_at(beside(n), 8 + n)};
    case 4:
      if (!state.in_view.clusters.empty()) return ClusterOpened{state.in_view.clusters[0]};
      return RetryAsked{};
    case 5: return SearchEdited{any_text(random)};
    case 6: return FieldEdited{static_cast<Field>(random() % 10), any_text(random)};
    case 7: return KindChosen{model::ActionKind::demand};
    case 8: return SectionChosen{model::ActionSection::social};
    case 9: return GoalChosen{model::Goal::offer_help};
    case 10: return PositionChosen{beside(n)};
    case 11: return CodeAsked{};
    case 12: return SignInSubmitted{};
    case 13: return random() % 4 ? Action{SignInRestarted{}} : Action{SignOutAsked{}};
    case 14:
      return CloseAsked{command_id(static_cast<int>(random() % 2000)),
                        kNow,
                        {action_id(100 + n), model::ActionOutcome::happened, ""}};
    case 15: return ToastClosed{state.last_toast};
    case 16: return PageHidden{};
    default: return PublishAsked{command_id(100 + static_cast<int>(random() % 2000)), kNow};
  }
}

Action world_does(Random& random, const State& state) {
  const int n = static_cast<int>(random() % 6);
  switch (random() % 16) {
    case 0: {
      wire::MarkerManifest m;
      m.sequence = state.sequence;
      for (int i = 0; i < n; ++i) m.cells.push_back({"/api/v1/markers/" + std::to_string(i), 1});
      return ManifestArrived{any(random, m)};
    }
    case 1:
      return CellArrived{"/api/v1/markers/" + std::to_string(n), any(random, any_markers(random))};
    case 2: return PlaceArrived{place_id(n), any(random, place(n))};
    case 3: {
      auto a = any_action(random);
      return ActionArrived{a.id, any(random, a)};
    }
    case 4: return SearchArrived{"bulgare", any(random, wire::SearchAnswer{})};
    case 5:
      return SessionArrived{
          any(random, random() % 2 ? std::optional(wire::SignedIn{kMona}) : std::nullopt)};
    case 6: return CodeAnswered{any(random, base::Done{})};
    case 7: return SignInAnswered{any(random, wire::SignedIn{random() % 3 ? kMona : kBrahim})};
    case 8: return SignOutAnswered{any(random, base::Done{})};
    case 9:
    case 10: return OutboxSaved{random() % 10 != 0};
    case 11:
    case 12: return CommandsAnswered{any(random, any_answers(random, state))};
    case 13: {
      std::vector<model::Change> changes;
      for (int i = 0; i <= n; ++i) {
        changes.push_back({state.sequence + i, model::ActionPut{any_action(random)}});
        if (random() % 10 == 0) changes.back().fact = model::PlacesReloaded{};
      }
      return ChangesArrived{changes};
    }
    case 14:
      if (random() % 4 == 0) return StreamReset{};
      return StreamConnected{random() % 2 == 0};
    default: return TimerFired{1 + static_cast<std::uint32_t>(random() % 8), kNow};
  }
}

// What leads on: pure chance would seldom fill a form, or close an action of one's own.
Action person_goes_on(Random& random, const State& state) {
  const auto& draft = state.drafts.new_action;
  if (state.session != Session::signed_in)
    return SessionArrived{std::optional(wire::SignedIn{kMona})};
  if (random() % 3 == 0)
    for (const auto& [id, action] : state.actions)
      if (action.value && action.value->author.id == state.account->id && random() % 2)
        return CloseAsked{command_id(static_cast<int>(2000 + random() % 2000)),
                          kNow,
                          {id, model::ActionOutcome::happened, ""}};
  if (!draft.kind) return KindChosen{model::ActionKind::contribution};
  if (!draft.section) return SectionChosen{model::ActionSection::clothes};
  if (!draft.at) return PositionChosen{beside(static_cast<int>(random() % 6))};
  if (draft.title != "Manteaux d’hiver") return FieldEdited{Field::title, "Manteaux d’hiver"};
  return PublishAsked{command_id(100 + static_cast<int>(random() % 2000)), kNow};
}

Action anything(Random& random, const State& state) {
  switch (random() % 5) {
    case 0: return person_goes_on(random, state);
    case 1:
    case 2: return person_does(random, state);
    default: return world_does(random, state);
  }
}

bool visible(const State& state, const Pending& p) {
  return !p.by || !state.account || *p.by == state.account->id;
}

// The view made anew, the plain way, from the base and the outbox.
void check_view(const State& state) {
  std::map<base::Uuid, model::Marker> markers;
  std::set<base::Uuid> ids;
  for (int i = 0; i < 6; ++i) ids.insert(uuid(i));
  for (int i = 0; i < 6; ++i) ids.insert(uuid(100 + i));
  for (const auto& p : state.outbox) ids.insert(subject(p.command).uuid);
  for (const auto& id : ids)
    if (const auto marker = base_marker(state, id)) markers[id] = *marker;
  auto actions = state.base_actions;
  for (const auto& p : state.outbox) {
    if (!visible(state, p)) continue;
    const auto id = subject(p.command);
    const auto said = state.base_actions.find(id);
    const bool known = said != state.base_actions.end() && said->second.value;
    if (const auto* create = std::get_if<model::CreateAction>(&p.command.intent)) {
      if (known || base_marker(state, id.uuid)) continue;
      const auto& shown = state.actions.at(id);
      BOOST_TEST((shown.state == LoadState::ready));
      BOOST_TEST((shown.value->title == create->title));
      actions[id] = shown;
      actions[id].value->status = model::ActionStatus::open;
      auto open = *actions[id].value;
      markers[id.uuid] = model::marker_of(open);
    } else if (!known || said->second.value->status == model::ActionStatus::open) {
      markers.erase(id.uuid);
      if (actions.contains(id) && actions[id].value)
        actions[id].value->status = model::ActionStatus::closed;
    }
  }
  BOOST_TEST(state.markers.size() == markers.size());
  for (const auto& [id, marker] : markers) {
    const auto here = state.markers.find(id);
    BOOST_REQUIRE(here);
    BOOST_TEST((state.markers.marker(*here) == marker));
  }
  BOOST_TEST(state.actions.size() == actions.size());
  for (const auto& [id, action] : actions) {
    BOOST_REQUIRE(state.actions.contains(id));
    BOOST_TEST((state.actions.at(id).state == action.state));
    if (action.value) BOOST_TEST((state.actions.at(id).value->status == action.value->status));
  }
}

void check_bounds(const State& state) {
  BOOST_TEST(state.toasts.size() <= 3u);
  BOOST_TEST(state.outbox.size() <= kOutboxMax);
  BOOST_TEST(state.in_view.nearest.size() <= kListedMax);
  for (const auto index : state.in_view.nearest)
    BOOST_TEST(!state.markers.marker(index).id.is_nil());  // none of the dead
  if (state.marker_load) BOOST_TEST(state.marker_load->asked.size() <= 4u);
  int sent = 0;
  for (const auto& p : state.outbox) {
    sent += p.sent;
    BOOST_TEST((!p.sent || p.saved || !state.storage_works));
    BOOST_TEST((!p.sent || !p.applied));
    BOOST_TEST((!p.sent || visible(state, p)));
  }
  BOOST_TEST(sent <= 50);
}

void look(const State& state) {
  const auto home = home_vm(state);
  for (std::size_t i = 0; i < home.rows.size(); ++i) {
    const HomeRow row = home.rows[i];
    if (row.distance_m) BOOST_TEST((*row.distance_m >= 0));
    BOOST_TEST((home.rows.find(home.rows.id(i)) == i));
  }
  const auto map = map_vm(state);
  const auto chosen = map.markers.size() - state.in_view.clusters.size();  // where it is merged
  BOOST_TEST((chosen == 0 || (chosen == 1 && map.markers.back().selected)));
  for (int i = 0; i < 6; ++i) {
    action_vm(state, action_id(100 + i), kNow);
    place_vm(state, place_id(i), kNow);
  }
  sign_in_vm(state);
  new_action_vm(state);
  shell_vm(state);
}

std::string described(const Effects& effects) {
  std::string text;
  for (const auto& effect : effects) {
    text += std::to_string(effect.index());
    if (const auto* e = std::get_if<SaveOutbox>(&effect)) text += e->text;
    if (const auto* e = std::get_if<SaveDrafts>(&effect)) text += e->text;
    if (const auto* e = std::get_if<ShowUrl>(&effect)) text += e->url;
    if (const auto* e = std::get_if<SendCommands>(&effect)) text += wire::to_json(e->commands);
    if (const auto* e = std::get_if<SetTimer>(&effect)) text += std::to_string(e->after_ms);
    if (const auto* e = std::get_if<FetchCell>(&effect)) text += e->url;
    if (const auto* e = std::get_if<SubscribeChanges>(&effect)) text += std::to_string(e->since);
    text += '\n';
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(invariants)

BOOST_AUTO_TEST_CASE(the_view_is_the_base_and_the_outbox) {
  std::size_t shadows = 0, closings = 0, loads = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    Client client;
    client.start();
    BOOST_TEST_CONTEXT("seed " << seed) {
      for (int i = 0; i < 250; ++i) {
        client.send(anything(random, client.state));
        check_view(client.state);
        check_bounds(client.state);
        shadows += client.state.shadowed.size();
        loads += client.state.markers_shown;
        for (const auto& p : client.state.outbox)
          closings += std::holds_alternative<model::CloseAction>(p.command.intent);
        if (i % 10 == 0) look(client.state);
      }
    }
  }
  BOOST_TEST(shadows > 1000u);  // the sequences are not idle
  BOOST_TEST(closings > 100u);
  BOOST_TEST(loads > 1000u);
}

BOOST_AUTO_TEST_CASE(commands_leave_only_once_they_are_saved) {
  std::size_t sent = 0;
  for (unsigned seed = 100; seed <= 180; ++seed) {
    Random random(seed);
    Client client;
    client.start();
    std::set<model::CommandId> in_storage;
    std::string saving;
    bool works = true;
    BOOST_TEST_CONTEXT("seed " << seed) {
      for (int i = 0; i < 300; ++i) {
        const auto action = anything(random, client.state);
        if (const auto* saved = std::get_if<OutboxSaved>(&action); saved && !saving.empty()) {
          works = saved->ok;
          if (works)
            for (const auto& p : outbox_from_text(saving)) in_storage.insert(p.command.id);
          saving.clear();
        }
        client.send(action);
        for (const auto& effect : client.effects) {
          if (const auto* save = std::get_if<SaveOutbox>(&effect)) {
            BOOST_TEST(saving.empty());  // one at a time
            saving = save->text;
          }
          if (const auto* send = std::get_if<SendCommands>(&effect))
            for (const auto& command : send->commands) {
              BOOST_TEST((in_storage.contains(command.id) || !works));
              ++sent;
            }
        }
        client.effects.clear();
      }
    }
  }
  BOOST_TEST(sent > 100u);  // the sequences are not idle
}

BOOST_AUTO_TEST_CASE(the_same_happenings_lead_to_the_same) {
  for (unsigned seed = 200; seed <= 215; ++seed) {
    Random random(seed), again(seed);
    Client a, b;
    a.start();
    b.start();
    for (int i = 0; i < 300; ++i) {
      a.effects.clear();
      b.effects.clear();
      a.send(anything(random, a.state));
      b.send(anything(again, b.state));
      BOOST_REQUIRE(described(a.effects) == described(b.effects));
      BOOST_REQUIRE((a.state.location == b.state.location && a.state.drafts == b.state.drafts));
      BOOST_REQUIRE(a.state.in_view.nearest == b.state.in_view.nearest);
      BOOST_REQUIRE(a.state.last_toast == b.state.last_toast);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
