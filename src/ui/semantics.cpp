#include "ui/semantics.hpp"

#include <algorithm>
#include <map>

#include "ui/host.hpp"

namespace ui {
namespace {

const std::string* find(const Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes)
    if (name == key) return &value;
  return nullptr;
}

// Of a sequence of distinct numbers: which to keep so that the kept ones rise, as many as possible
// (patience sorting).
std::vector<bool> longest_rising(const std::vector<std::size_t>& numbers) {
  std::vector<std::size_t> ends,
      before(numbers.size());  // ends[k]: index of the smallest end of a run of k + 1
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto at = std::lower_bound(
        ends.begin(), ends.end(), numbers[i],
        [&](std::size_t end, std::size_t number) { return numbers[end] < number; });
    before[i] = at == ends.begin() ? i : *(at - 1);
    if (at == ends.end())
      ends.push_back(i);
    else
      *at = i;
  }
  std::vector<bool> kept(numbers.size(), false);
  if (ends.empty()) return kept;
  std::size_t i = ends.back();
  for (std::size_t n = ends.size(); n > 0; --n, i = before[i]) kept[i] = true;
  return kept;
}

}  // namespace

bool is_control(Role role) {
  using enum Role;
  switch (role) {
    case button:
    case link:
    case field:
    case area:
    case choice:
    case radio:
    case handle:
    case toggle:
    case tab: return true;
    case region:
    case navigation:
    case main:
    case heading1:
    case heading2:
    case heading3:
    case list:
    case item:
    case label:
    case option:
    case radio_group:
    case form:
    case dialog:
    case scroller:
    case status:
    case alert:
    case text:
    case group:
    case marker_pane:
    case tab_list:
    case progress:
    case picture: return false;
  }
  return false;
}

// The same element can go on only under the same parent, which goes on too.
bool Semantics::stays(const Node& node) const {
  const auto known = at_last_.find(node.id);
  if (known == at_last_.end()) return false;
  const Node& was = last_[known->second];
  if (was.role != node.role || was.parent != node.parent) return false;
  const auto parent = at_next_.find(node.parent);
  return node.parent == 0 || (parent != at_next_.end() && staying_[parent->second]);
}

void Semantics::find_staying() {
  at_next_.clear();
  staying_.assign(next_.size(), false);
  for (std::size_t i = 0; i < next_.size(); ++i) {
    staying_[i] = stays(next_[i]);
    at_next_.emplace(next_[i].id, i);
  }
}

// Elements cannot be moved without losing focus: of reordered siblings as many as possible stay,
// the others are made anew.
void Semantics::let_go_of_reordered() {
  std::unordered_map<NodeId, std::size_t>
      newest;  // a parent's last staying child, as index in last_
  std::map<NodeId, std::vector<std::size_t>> disordered;
  for (std::size_t i = 0; i < next_.size(); ++i) {
    if (!staying_[i]) continue;
    const std::size_t was = at_last_.at(next_[i].id);
    auto [it, first] = newest.try_emplace(next_[i].parent, was);
    if (!first && was < it->second) disordered[next_[i].parent];
    it->second = std::max(it->second, was);
  }
  if (disordered.empty()) return;
  for (std::size_t i = 0; i < next_.size(); ++i)
    if (const auto it = disordered.find(next_[i].parent); it != disordered.end() && staying_[i])
      it->second.push_back(i);
  for (const auto& [parent, children] : disordered) {
    std::vector<std::size_t> was;
    for (const auto child : children) was.push_back(at_last_.at(next_[child].id));
    const auto kept = longest_rising(was);
    for (std::size_t k = 0; k < children.size(); ++k) staying_[children[k]] = kept[k];
  }
  for (std::size_t i = 0; i < next_.size(); ++i)  // what lies in an element made anew is made anew
    staying_[i] = staying_[i] && (next_[i].parent == 0 || staying_[at_next_.at(next_[i].parent)]);
}

// One close a lost subtree: children go with their parent.
void Semantics::close_others() {
  const auto goes_on = [&](NodeId id) {
    const auto it = at_next_.find(id);
    return it != at_next_.end() && staying_[it->second];
  };
  for (const Node& node : last_) {
    if (goes_on(node.id) || (node.parent != 0 && !goes_on(node.parent))) continue;
    mirror_.close(node.id);
    ++patches_;
  }
}

void Semantics::create(const Node& node, NodeId previous) {
  mirror_.open(node.id, node.parent, previous, node.role);
  created_.push_back(node.id);
  ++patches_;
  Node blank;
  blank.rect = {-1, -1, -1, -1};
  update(blank, node);
}

void Semantics::update(const Node& was, const Node& now) {
  for (const auto& [name, value] : now.attributes)
    if (const auto* old = find(was.attributes, name); !old || *old != value) {
      mirror_.set_attribute(now.id, name, value);
      ++patches_;
    }
  for (const auto& [name, value] : was.attributes)
    if (!find(now.attributes, name)) {
      mirror_.remove_attribute(now.id, name);
      ++patches_;
    }
  if (was.text != now.text) mirror_.set_text(now.id, now.text), ++patches_;
  if (was.value != now.value) mirror_.set_value(now.id, now.value), ++patches_;
  if (was.rect != now.rect) mirror_.set_rect(now.id, now.rect), ++patches_;
}

void Semantics::end() {
  patches_ = 0;
  created_.clear();
  find_staying();
  let_go_of_reordered();
  close_others();
  std::unordered_map<NodeId, NodeId> previous;  // a parent's child before this one
  for (std::size_t i = 0; i < next_.size(); ++i) {
    const Node& node = next_[i];
    NodeId& before = previous[node.parent];
    if (staying_[i])
      update(last_[at_last_.at(node.id)], node);
    else
      create(node, before);
    before = node.id;
  }
  std::swap(last_, next_);
  std::swap(at_last_, at_next_);
}

void Semantics::typed(NodeId id, std::string_view text) {
  if (const auto it = at_last_.find(id); it != at_last_.end()) last_[it->second].value = text;
}

}  // namespace ui
