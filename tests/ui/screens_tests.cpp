// Every screen at every size: reachable, named, large enough, inside the window; and quiet when
// nothing happens.
#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/ui/ui_helpers.hpp"

namespace {

using ui::Role;
using ui_test::Client;
using Element = ui_test::TreeMirror::Element;

const std::vector<std::string> kUrls{"/",
                                     "/?voir=se-nourrir",
                                     "/connexion",
                                     "/actions/nouvelle",
                                     "/reglages",
                                     "/imprimer",
                                     "/galerie",
                                     "/nulle-part",
                                     "/lieux/" + base::to_text(ui_test::place_id(1)),
                                     "/actions/" + base::to_text(ui_test::action_id(1))};

struct Size {
  float width, height, text_scale;
};
const std::vector<Size> kSizes{{320, 568, 1},  {360, 740, 1}, {720, 900, 1},
                               {1280, 800, 1}, {320, 568, 2}, {1280, 800, 2}};

ui::NodeId ancestor(const Client& client, const Element& element, Role role) {
  for (ui::NodeId up = element.parent; up != 0; up = client.mirror.elements.at(up).parent)
    if (client.mirror.elements.at(up).role == role) return up;
  return 0;
}

bool overlap(const ui::Rect& a, const ui::Rect& b) {
  return a.x < b.x + b.w - 0.5f && b.x < a.x + a.w - 0.5f && a.y < b.y + b.h - 0.5f &&
         b.y < a.y + a.h - 0.5f;
}

model::Place a_place() {
  model::Place place;
  place.id = ui_test::place_id(1);
  place.name = "Maison des solidarités et de l’accueil de jour";
  place.category = model::PlaceCategory::shelter;
  place.at = {48.868, 2.364};
  place.address = "12 quai de Valmy", place.postal_code = "75010", place.city = "Paris";
  place.phone = "01 42 00 00 00", place.website = "https://exemple.test/accueil";
  place.opening_hours = "Mo-Fr 09:00-12:30,14:00-18:00; Sa 09:00-12:00";
  place.description = "On y prend un café, on s’assoit, on parle.";
  place.access = "unconditional", place.languages = {"fr", "ar"}, place.animals = "yes",
  place.wheelchair = "limited";
  place.attribution = "Les contributeurs", place.last_checked = "2026-11-10T10:00:00Z";
  return place;
}

model::Action an_action() {
  model::Action action;
  action.id = ui_test::action_id(1);
  action.kind = model::ActionKind::demand;
  action.section = model::ActionSection::services;
  action.title = "Apprendre à lire mes courriers";
  action.text = "Les lettres de l’administration m’angoissent, j’aimerais les lire avec quelqu’un.";
  action.author = {{}, "Brahim"};
  action.at = {{48.869, 2.3655}, 0.00225, 0.0034};
  action.created = action.updated = {1'795'000'000'000};
  return action;
}

void load_details(Client& client) {
  client.store.send(app::PlaceArrived{ui_test::place_id(1), a_place()});
  client.store.send(app::ActionArrived{ui_test::action_id(1), an_action()});
  client.frames();
}

template <class Check>
void everywhere(Check check) {
  for (const std::string& url : kUrls) {
    Client client(url);
    load_details(client);
    for (const bool dark : {false, true})
      for (const Size& size : kSizes) {
        // The gallery is long, and is there to be looked at: the smallest letters and the largest.
        if (url == "/galerie" && size.width != 320) continue;
        client.resize(size.width, size.height, size.text_scale, dark);
        BOOST_TEST_CONTEXT(url << " at " << size.width << " x " << size.height << ", letters x "
                               << size.text_scale << (dark ? ", dark" : ""))
        check(client, size);
      }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(screens)

BOOST_AUTO_TEST_CASE(every_operated_element_has_a_name) {
  everywhere([](Client& client, Size) {
    for (const Element* element : client.elements())
      if (ui::is_control(element->role) || element->role == Role::region ||
          element->role == Role::scroller || element->role == Role::form)
        BOOST_TEST(!client.mirror.name_of(*element).empty(),
                   "no name: role " << static_cast<int>(element->role));
  });
}

BOOST_AUTO_TEST_CASE(targets_are_large_and_apart) {
  everywhere([](Client& client, Size) {
    std::map<ui::NodeId, std::vector<const Element*>> groups;
    for (const Element* element : client.elements()) {
      if (!ui::is_control(element->role) || ancestor(client, *element, Role::marker_pane)) continue;
      BOOST_TEST(element->rect.w >= 44.f, client.mirror.name_of(*element)
                                              << ": width " << element->rect.w);
      BOOST_TEST(element->rect.h >= 44.f, client.mirror.name_of(*element)
                                              << ": height " << element->rect.h);
      groups[ancestor(client, *element, Role::scroller)].push_back(element);
    }
    for (const auto& [scroller, elements] : groups)
      for (std::size_t i = 0; i < elements.size(); ++i)
        for (std::size_t k = i + 1; k < elements.size(); ++k)
          BOOST_TEST(!overlap(client.mirror.in_window(elements[i]->id),
                              client.mirror.in_window(elements[k]->id)),
                     client.mirror.name_of(*elements[i])
                         << " / " << client.mirror.name_of(*elements[k]));
  });
}

BOOST_AUTO_TEST_CASE(messages_leave_the_buttons_below_a_pane_free) {
  for (const float width : {360.f, 720.f, 1280.f}) {
    Client client("/actions/nouvelle");
    client.resize(width, 740);
    client.store.send(app::PositionArrived{std::nullopt});  // which is told
    client.frames();
    int messages = 0;
    const auto button = client.mirror.in_window(client.mirror.find(Role::button, "Continuer"));
    for (const Element* e : client.elements()) {
      const auto look = e->attributes.find("data-look");
      if (look == e->attributes.end() || look->second != "toast") continue;
      ++messages;
      const auto rect = client.mirror.in_window(e->id);
      BOOST_TEST(rect.y + rect.h <= button.y);
      BOOST_TEST(rect.y > 0);
    }
    BOOST_TEST(messages == 1);
  }
}

BOOST_AUTO_TEST_CASE(nothing_leaves_the_window_sideways) {
  everywhere([](Client& client, Size size) {
    for (const Element* element : client.elements()) {
      if (ancestor(client, *element, Role::marker_pane) || element->role == Role::marker_pane)
        continue;
      const ui::NodeId scroller = ancestor(client, *element, Role::scroller);
      if (scroller && client.mirror.elements.at(scroller).attributes.contains("data-axis"))
        continue;
      const ui::Rect rect = client.mirror.in_window(element->id);
      BOOST_TEST(rect.x >= -0.5f, client.mirror.name_of(*element));
      BOOST_TEST(rect.x + rect.w <= size.width + 0.5f, client.mirror.name_of(*element)
                                                           << " ends at " << rect.x + rect.w);
    }
  });
}

BOOST_AUTO_TEST_CASE(one_main_heading_and_landmarks) {
  everywhere([](Client& client, Size) {
    int headings = 0, mains = 0, navigations = 0, polite = 0, assertive = 0;
    for (const Element* element : client.elements()) {
      headings += element->role == Role::heading1;
      mains += element->role == Role::main;
      navigations += element->role == Role::navigation;
      polite += element->role == Role::status;
      assertive += element->role == Role::alert;
    }
    BOOST_TEST(headings == 1);
    BOOST_TEST(mains == 1);
    BOOST_TEST(navigations <= 1);
    BOOST_TEST(polite == 1);
    BOOST_TEST(assertive == 1);
    BOOST_TEST(client.mirror.title.ends_with("Entourage"));
  });
}

BOOST_AUTO_TEST_CASE(layers_live_in_elements_that_are_there) {
  everywhere([](Client& client, Size) {
    for (const auto& [host, strips] : client.canvas.layers) {
      BOOST_TEST(client.mirror.elements.contains(host));
      for (const auto& [index, where] : strips) {
        BOOST_TEST(where.w > 0);
        BOOST_TEST(where.h > 0);
      }
    }
    for (const Element* element : client.elements())
      if (element->role == Role::scroller) BOOST_TEST(client.canvas.layers.contains(element->id));
  });
}

BOOST_AUTO_TEST_CASE(a_page_at_rest_tells_and_paints_nothing) {
  everywhere([](Client& client, Size) {
    client.frames(40);
    client.mirror.operations = 0;
    const int draws = client.canvas.draws, shows = client.markers.shows;
    client.frames(5);
    BOOST_TEST(client.mirror.operations == 0);
    BOOST_TEST(client.canvas.draws == draws);
    BOOST_TEST(client.markers.shows == shows);
  });
}

BOOST_AUTO_TEST_CASE(what_is_typed_is_not_told_back) {
  Client client("/connexion");
  const ui::NodeId contact = client.mirror.find(Role::field, "E-mail");
  client.interface.input().focused = contact;
  client.frames();
  client.mirror.operations = 0;
  std::string text;
  for (const char* letter : {"a", "m", "é", "l", "i", "e", "@", "e", "x", "."})
    client.type(contact, text += letter);
  BOOST_TEST(client.mirror.operations == 0);
  BOOST_TEST(client.store.state().drafts.sign_in.to == text);
}

BOOST_AUTO_TEST_CASE(without_a_canvas_everything_is_there_as_text) {
  for (const std::string& url : kUrls) {
    Client client(url, 120, false);
    load_details(client);
    BOOST_TEST_CONTEXT(url) {
      BOOST_TEST(client.mirror.text_mode);
      BOOST_TEST(client.canvas.draws == 0);
      int headings = 0;
      for (const Element* element : client.elements()) headings += element->role == Role::heading1;
      BOOST_TEST(headings == 1);
      BOOST_TEST(client.mirror.find(Role::link, "Quitter vite") != 0);
    }
  }
  Client home("/", 120, false);
  const auto rows = [&] {
    int n = 0;
    for (const Element* element : home.elements()) n += element->role == Role::item;
    return n;
  };
  BOOST_TEST(rows() == 50);
  home.click(home.mirror.find(Role::button, "Afficher la suite"));
  BOOST_TEST(rows() == 100);
}

// Everything but what is on the map, which has its north up in any case.
BOOST_AUTO_TEST_CASE(from_right_to_left_every_element_is_the_mirror_image_of_itself) {
  everywhere([](Client& client, Size size) {
    const auto on_map = [&client](const Element* element) {
      for (ui::NodeId up = element->id; up != 0; up = client.mirror.elements.at(up).parent)
        if (client.mirror.elements.at(up).role == ui::Role::marker_pane) return true;
      return false;
    };
    std::map<ui::NodeId, ui::Rect> rects;
    for (const Element* element : client.elements())
      rects[element->id] = client.mirror.in_window(element->id);
    const float left = client.markers.insets[0], right = client.markers.insets[2];
    client.resize(size.width, size.height, size.text_scale, false, ui::Direction::rtl);
    BOOST_TEST(client.elements().size() == rects.size());
    for (const Element* element : client.elements()) {
      const ui::Rect was = rects.at(element->id), now = client.mirror.in_window(element->id);
      const float x = on_map(element) ? was.x : size.width - was.x - was.w;
      BOOST_TEST_CONTEXT(client.mirror.name_of(*element)) {
        BOOST_TEST(std::abs(now.x - x) < 0.01f);
        BOOST_TEST((now.y == was.y && now.w == was.w && now.h == was.h));
      }
    }
    BOOST_TEST(client.markers.insets[0] == right);
    BOOST_TEST(client.markers.insets[2] == left);
  });
}

BOOST_AUTO_TEST_CASE(what_is_accessible_in_part_says_so_where_that_is_looked_for) {
  Client client;
  auto place = client.store.state().markers.marker(0);
  model::PlaceFacts facts = *place.facts;
  facts.wheelchair = "limited";
  place.facts = base::Shared<model::PlaceFacts>(facts);
  client.store.send(app::StreamReset{});
  client.store.send(
      app::ManifestArrived{wire::MarkerManifest{.sequence = 9, .cells = {{"/0", 1}}}});
  client.store.send(app::CellArrived{"/0", std::vector{place}});
  client.frames();
  BOOST_TEST(client.mirror.find(Role::link, "En partie accessible en fauteuil") == 0);
  client.open("/?wheelchair=yes");
  BOOST_TEST(client.mirror.find(Role::link, "En partie accessible en fauteuil") != 0);
}

BOOST_AUTO_TEST_SUITE_END()
