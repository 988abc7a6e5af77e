// The tree told to the mirror is always the tree that was drawn, and costs what has changed.
#include <boost/test/unit_test.hpp>
#include <random>

#include "tests/ui/ui_helpers.hpp"
#include "ui/semantics.hpp"

namespace {

using ui_test::TreeMirror;

std::vector<ui::NodeId> ids_in_order(const std::vector<ui::Node>& nodes) {
  std::vector<ui::NodeId> ids;
  for (const ui::Node& node : nodes) ids.push_back(node.id);
  return ids;
}

void require_same(const TreeMirror& mirror, const std::vector<ui::Node>& nodes) {
  const auto elements = mirror.in_order();
  BOOST_REQUIRE_EQUAL(elements.size(), nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const ui::Node& node = nodes[i];
    const auto& element = *elements[i];
    BOOST_REQUIRE_EQUAL(element.id, node.id);
    BOOST_REQUIRE_EQUAL(element.parent, node.parent);
    BOOST_REQUIRE(element.role == node.role && element.rect == node.rect);
    BOOST_REQUIRE_EQUAL(element.text, node.text);
    BOOST_REQUIRE_EQUAL(element.value, node.value);
    BOOST_REQUIRE_EQUAL(element.attributes.size(), node.attributes.size());
    for (const auto& [name, value] : node.attributes)
      BOOST_REQUIRE_EQUAL(element.attributes.at(name), value);
  }
}

// A random tree of up to 60 nodes out of a small set of ids, so that frames share many of them.
void draw_random(ui::Semantics& semantics, std::mt19937& random) {
  semantics.begin();
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const std::function<void(ui::NodeId, int)> children = [&](ui::NodeId parent, int depth) {
    std::vector<int> keys{0, 1, 2, 3, 4, 5};
    if (below(3) == 0) std::shuffle(keys.begin(), keys.end(), random);
    for (const int key : keys) {
      if (below(2)) continue;
      ui::Node node;
      node.id = ui::node_id(parent, std::to_string(key));
      node.parent = parent;
      node.role = below(12) ? ui::Role::group : ui::Role::item;
      node.rect = {static_cast<float>(below(3)), 0, 1, 1};
      node.text = std::to_string(below(3));
      node.value = below(2) ? "v" : "";
      if (below(2)) node.attributes = {{"data-a", std::to_string(below(2))}};
      const ui::NodeId id = node.id;
      semantics.add(std::move(node));
      if (depth < 3) children(id, depth + 1);
    }
  };
  children(0, 0);
  semantics.end();
}

void draw_rows(ui::Semantics& semantics, int count, const std::vector<int>& order = {}) {
  semantics.begin();
  semantics.add({1, 0, ui::Role::list, {0, 0, 100, 100}, "", "", {}});
  for (int k = 0; k < count; ++k) {
    const int i = order.empty() ? k : order[static_cast<std::size_t>(k)];
    semantics.add({100 + 2 * i, 1, ui::Role::item, {0, 0, 100, 50}, "", "", {}});
    semantics.add(
        {101 + 2 * i, 100 + 2 * i, ui::Role::link, {0, 0, 100, 50}, "Lieu", "", {{"href", "/"}}});
  }
  semantics.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(semantics)

BOOST_AUTO_TEST_CASE(after_random_frames_the_mirror_holds_the_tree) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    TreeMirror mirror;
    ui::Semantics semantics(mirror);
    for (int frame = 0; frame < 25; ++frame) {
      draw_random(semantics, random);
      require_same(mirror, semantics.nodes());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_still_frame_tells_nothing) {
  TreeMirror mirror;
  ui::Semantics semantics(mirror);
  draw_rows(semantics, 50);
  mirror.operations = 0;
  draw_rows(semantics, 50);
  BOOST_TEST(mirror.operations == 0);
  BOOST_TEST(semantics.patches() == 0);
}

BOOST_AUTO_TEST_CASE(one_row_more_costs_one_row) {
  TreeMirror mirror;
  ui::Semantics semantics(mirror);
  draw_rows(semantics, 50);
  mirror.operations = 0;
  draw_rows(semantics, 51);
  BOOST_TEST(mirror.operations <= 6);  // two elements, two rects, a name, an address
  BOOST_TEST(semantics.patches() == mirror.operations);
}

BOOST_AUTO_TEST_CASE(what_lies_in_a_lost_parent_goes_in_one_operation) {
  TreeMirror mirror;
  ui::Semantics semantics(mirror);
  draw_rows(semantics, 50);
  mirror.operations = 0;
  semantics.begin();
  semantics.end();
  BOOST_TEST(mirror.operations == 1);
  BOOST_TEST(mirror.elements.size() == 1u);
}

BOOST_AUTO_TEST_CASE(of_reordered_rows_only_the_moved_one_is_made_anew) {
  TreeMirror mirror;
  ui::Semantics semantics(mirror);
  draw_rows(semantics, 10);
  mirror.operations = 0;
  draw_rows(semantics, 10, {0, 9, 1, 2, 3, 4, 5, 6, 7, 8});
  BOOST_TEST(mirror.operations <= 7);
  require_same(mirror, semantics.nodes());
  BOOST_TEST(semantics.created().size() == 2u);
}

BOOST_AUTO_TEST_CASE(typed_text_is_not_told_back) {
  TreeMirror mirror;
  ui::Semantics semantics(mirror);
  const auto draw = [&](std::string value) {
    semantics.begin();
    semantics.add({1, 0, ui::Role::field, {0, 0, 10, 10}, "", std::move(value), {}});
    semantics.end();
  };
  draw("");
  mirror.operations = 0;
  for (const char* text : {"é", "éc", "éch"}) {
    semantics.typed(1, text);
    draw(text);
  }
  BOOST_TEST(mirror.operations == 0);
  semantics.typed(1, "échap");
  draw("");  // emptied by the client: this is told
  BOOST_TEST(mirror.operations == 1);
  BOOST_TEST(ids_in_order(semantics.nodes()).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
