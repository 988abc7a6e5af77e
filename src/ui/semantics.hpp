// The tree of what is on screen. Widgets open nodes while they draw; at the end of a frame the
// difference to the last frame is told to the mirror, which keeps one real element a node. A still
// frame tells nothing.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ui {

using NodeId = std::int32_t;  // stable across frames; 0 is the page

// The order is shared with kRoles in web/mirror.js.
enum class Role : int {
  region,
  navigation,
  main,
  heading1,
  heading2,
  heading3,
  list,
  item,
  button,
  link,
  label,
  field,
  area,
  choice,
  option,
  radio_group,
  radio,
  form,
  dialog,
  scroller,
  status,
  alert,
  text,
  group,
  marker_pane,
  handle,
  toggle,
  tab_list,
  tab,
  progress,
  picture
};

bool is_control(Role role);  // people operate it

struct Rect {
  float x = 0, y = 0, w = 0,
        h = 0;  // CSS px, relative to the parent node; inside a scroller: to its content
  bool operator==(const Rect&) const = default;
};

// Attribute name and value, as HTML writes them ("aria-current", "page"). Names are string
// literals.
using Attributes = std::vector<std::pair<const char*, std::string>>;

struct Node {
  NodeId id = 0, parent = 0;
  Role role{};
  Rect rect;
  std::string text;   // the text content of a leaf; the accessible name of most
  std::string value;  // what a field holds
  Attributes attributes;
};

constexpr NodeId node_id(NodeId parent, std::string_view key) {  // FNV-1a, then mixed; never 0
  std::uint32_t h = 2166136261u ^ static_cast<std::uint32_t>(parent);
  for (const char c : key) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  h = (h ^ (h >> 15)) * 2246822519u;
  return static_cast<NodeId>(h | 1u);
}

class Mirror;

class Semantics {
 public:
  explicit Semantics(Mirror& mirror) : mirror_(mirror) {}
  void begin() { next_.clear(); }
  // A parent comes before its children, siblings in reading order; an id comes once.
  void add(Node node) { next_.push_back(std::move(node)); }
  // Of the frame being drawn: a container learns its height once its children are laid out.
  Node& at(std::size_t index) { return next_[index]; }
  std::size_t size() const { return next_.size(); }
  void end();
  // The element owns what is typed: remember it, so that it is not written back over undo and
  // composition.
  void typed(NodeId id, std::string_view text);
  int patches() const { return patches_; }                         // told in the last frame
  const std::vector<Node>& nodes() const { return last_; }         // of the last frame that ended
  const std::vector<NodeId>& created() const { return created_; }  // elements made by that end()

 private:
  bool stays(const Node& node) const;
  void find_staying();
  void let_go_of_reordered();
  void close_others();
  void create(const Node& node, NodeId previous);
  void update(const Node& was, const Node& now);

  Mirror& mirror_;
  std::vector<Node> next_, last_;
  std::vector<bool> staying_;                        // of next_: the element is kept
  std::unordered_map<NodeId, std::size_t> at_last_;  // index in last_
  std::unordered_map<NodeId, std::size_t> at_next_;  // index in next_
  std::vector<NodeId> created_;
  int patches_ = 0;
};

}  // namespace ui
