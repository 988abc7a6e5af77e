// Searching by text: asked when the typing rests.
#include <utility>

#include "app/reduce_parts.hpp"
#include "core/base/utf8.hpp"
#include "core/rules/limits.hpp"
#include "core/rules/validate.hpp"

namespace app::parts {
namespace {

// What is asked of the server; empty: nothing to ask.
std::string query_of(const State& state) {
  auto query = rules::trimmed(state.drafts.search);
  const auto length = base::count_code_points(query);
  const bool asks =
      length && *length >= rules::limits::kSearchMin && *length <= rules::limits::kSearchMax;
  return asks ? query : std::string{};
}

}  // namespace

void edit_search(State& state, Turn& turn, std::string text) {
  if (text.size() > kTypedMax) return;
  const auto before = query_of(state);
  state.drafts.search = std::move(text);
  save_drafts_soon(state, turn);
  const auto query = query_of(state);
  if (query == before) return;
  if (query.empty()) {
    state.search = {};
    return;
  }
  state.search.state = LoadState::loading;  // what was found before stays until the answer
  turn.effects.push_back(SetTimer{kSearchTimer, kSearchAfter_ms});
}

void fetch_search(State& state, Turn& turn) {
  auto query = query_of(state);
  if (query.empty()) return;
  state.search.state = LoadState::loading;
  turn.effects.push_back(FetchSearch{std::move(query)});
}

void on(State& state, Turn& turn, const SearchEdited& a) { edit_search(state, turn, a.text); }

void on(State& state, Turn& turn, const TownChosen& a) {
  if (!rules::validate(a.at)) return;
  edit_search(state, turn, "");
  turn.effects.push_back(FlyTo{a.at, a.zoom});
}

void on(State& state, Turn& turn, const SearchArrived& a) {
  heard(state, a.found);
  notice_stale(state, turn, a.found);
  if (a.query != query_of(state)) return;  // another one is on its way
  if (a.found)
    state.search = {LoadState::ready, *a.found, {}};
  else
    state.search = {LoadState::failed, std::nullopt, a.found.error()};
}

}  // namespace app::parts
