// What happens when people do things: focus, filters, forms, the sheet, the list far away.
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/ui/ui_helpers.hpp"

namespace {

using ui::Role;
using ui_test::Client;
using Element = ui_test::TreeMirror::Element;

const Element& element(const Client& client, ui::NodeId id) {
  BOOST_REQUIRE(id != 0);
  return client.mirror.elements.at(id);
}

ui::NodeId first_row(const Client& client) {
  for (const Element* e : client.elements())
    if (e->role == Role::item) return e->children.at(0);
  return 0;
}

int count(const Client& client, Role role) {
  int n = 0;
  for (const Element* e : client.elements()) n += e->role == role;
  return n;
}

void fill_first_step(Client& client, std::string title) {
  client.click(client.mirror.find(Role::radio, "Proposer"));
  client.click(client.mirror.find(Role::radio, "Vêtement"));
  client.type(client.mirror.find(Role::field, "Titre"), std::move(title));
}

ui::NodeId main_form(const Client& client) {
  for (const Element* e : client.elements())
    if (e->role == Role::form && !e->attributes.contains("role")) return e->id;
  return 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(behaviour)

BOOST_AUTO_TEST_CASE(opening_a_row_moves_the_focus_to_its_heading_and_back) {
  for (const float width : {360.f, 1280.f}) {
    Client client;
    client.resize(width, 740);
    const ui::NodeId row = first_row(client);
    client.click(row);
    BOOST_REQUIRE(!client.mirror.focused.empty());
    BOOST_TEST((element(client, client.mirror.focused.back()).role == Role::heading1));
    BOOST_TEST(client.mirror.title.find("Table du Canal") != std::string::npos);
    client.click(client.mirror.find(Role::link, width < 720 ? "Retour" : "Fermer"));
    BOOST_TEST(client.mirror.focused.back() == first_row(client));
  }
}

BOOST_AUTO_TEST_CASE(a_filter_is_pressed_and_the_list_follows) {
  Client client;
  const ui::NodeId chip = client.mirror.find(Role::button, "Se nourrir");
  BOOST_TEST(element(client, chip).attributes.at("aria-pressed") == "false");
  const int rows = count(client, Role::item);
  client.click(chip);
  BOOST_TEST(element(client, chip).attributes.at("aria-pressed") == "true");
  BOOST_TEST(count(client, Role::item) < rows);
  for (const Element* e : client.elements())
    if (e->role == Role::item)
      BOOST_TEST(client.mirror.elements.at(e->children.at(0)).text.find("Se nourrir") !=
                 std::string::npos);
}

BOOST_AUTO_TEST_CASE(rows_say_where_they_stand) {
  Client client;
  int at = 0;
  for (const Element* e : client.elements()) {
    if (e->role != Role::item) continue;
    BOOST_TEST(e->attributes.at("aria-setsize") == "46");
    BOOST_TEST(e->attributes.at("aria-posinset") == std::to_string(++at));
  }
  BOOST_TEST(at > 5);
}

BOOST_AUTO_TEST_CASE(a_long_list_holds_few_elements_and_keeps_the_focused_row) {
  Client client("/", 480);
  client.resize(360, 740);
  const ui::NodeId row = first_row(client);
  BOOST_TEST(count(client, Role::item) < 30);
  client.interface.input().focused = row;
  ui::NodeId list = 0;
  for (const Element* e : client.elements())
    if (e->role == Role::scroller && !e->attributes.contains("data-axis")) list = e->id;
  client.interface.scrolled(list, 12000.f);
  client.frames();
  BOOST_TEST(client.mirror.elements.contains(row));
  BOOST_TEST(count(client, Role::item) < 32);
  client.mirror.operations = 0;
  const int draws = client.canvas.draws;
  BOOST_TEST(
      !client.interface.scrolled(list, 12040.f));  // most of scrolling is the browser's alone
  client.frames();
  BOOST_TEST(client.mirror.operations == 0);
  BOOST_TEST(client.canvas.draws == draws);
}

BOOST_AUTO_TEST_CASE(a_list_is_painted_in_strips_that_meet_on_the_grid_of_device_pixels) {
  for (const float scale : {1.f, 1.33f, 2.625f}) {
    Client client("/", 480);
    client.reduced_motion = true;
    client.resize(1280, 800);
    client.interface.set_viewport({.width = 1280, .height = 800, .scale = scale});
    client.frames();
    client.frames();  // letters of another density have made the texture grow
    std::size_t most = 0;
    for (const auto& [host, strips] : client.canvas.layers) {
      most = std::max(most, strips.size());
      for (auto it = strips.begin(), next = std::next(it); next != strips.end(); it = next++) {
        BOOST_TEST(std::abs(it->second.y + it->second.h - next->second.y) < 1e-3);
        const float edge = next->second.y * scale;
        BOOST_TEST(std::abs(edge - std::round(edge)) < 1e-2);
      }
    }
    BOOST_TEST(most > 2u);
    // What changes in one strip leaves the others alone.
    for (const ui::NodeId hovered : {first_row(client), 0, first_row(client)}) {
      const int copies = client.canvas.copies;
      client.interface.input().hovered = hovered;
      client.frames();
      BOOST_TEST(client.canvas.copies == copies + 1);
    }
  }
}

BOOST_AUTO_TEST_CASE(who_goes_to_the_end_of_a_long_list_meets_its_last_row) {
  Client client("/", 1200);
  ui::NodeId list = 0;
  for (const Element* e : client.elements())
    if (e->role == Role::scroller && !e->attributes.contains("data-axis")) list = e->id;
  client.interface.scrolled(list, 1e6f);
  client.frames();
  const auto total = [&] {
    for (const Element* e : client.elements())
      if (e->role == Role::item) return e->attributes.at("aria-setsize");
    return std::string{};
  };
  BOOST_TEST(std::stoi(total()) > 1000);
  bool last = false;
  for (const Element* e : client.elements())
    if (e->role == Role::item) last |= e->attributes.at("aria-posinset") == total();
  BOOST_TEST(last);
  BOOST_TEST(count(client, Role::item) < 60);
}

BOOST_AUTO_TEST_CASE(the_end_of_a_list_stays_in_sight_where_it_is_further_than_was_guessed) {
  int further = 0;
  for (int places = 20; places < 60; ++places) {
    Client client("/", places);
    client.resize(320, 568);
    const ui::NodeId print = client.mirror.find(Role::link, "Imprimer");
    const ui::NodeId list = element(client, print).parent;
    const auto end = [&] { return element(client, print).rect.y + element(client, print).rect.h; };
    const float guessed = end(), height = element(client, list).rect.h;
    client.interface.scrolled(list, guessed + 24 - height);
    client.frames();
    if (end() <= guessed) continue;  // the browser itself goes back to an end that is nearer
    ++further;
    BOOST_REQUIRE(!client.mirror.scrolled.empty());
    BOOST_TEST((client.mirror.scrolled.back() == std::pair(list, end() + 24 - height)));
  }
  BOOST_TEST(further > 0);
}

BOOST_AUTO_TEST_CASE(the_sheet_follows_a_drag_and_rests_at_a_stop) {
  Client client;
  client.resize(360, 740);
  const ui::NodeId handle = client.mirror.find(Role::handle, "");
  const auto top = [&] { return client.mirror.in_window(element(client, handle).parent).y; };
  const float middle = top();
  BOOST_TEST(middle == 370.f);
  auto& drag = client.interface.input().drag;
  drag = {handle, 0, 0, ui::Input::Drag::start};
  client.interface.frame(client.now_s += 0.016);
  drag = {handle, 100, 0, ui::Input::Drag::move};
  client.interface.frame(client.now_s += 0.016);
  BOOST_TEST(top() == 470.f);
  const int copies = client.canvas.copies;
  drag = {handle, 120, 0, ui::Input::Drag::move};
  client.interface.frame(client.now_s += 0.016);
  BOOST_TEST(client.canvas.copies - copies <=
             2);  // the sheet is carried, not painted; its list may be
  drag = {handle, 160, 300, ui::Input::Drag::end};
  client.frames(60);
  BOOST_TEST(top() > 500.f);
  client.click(handle);
  client.frames(60);
  BOOST_TEST(top() == 370.f);
  client.click(handle);
  client.frames(60);
  BOOST_TEST(top() < 160.f);
  BOOST_TEST(element(client, handle).text == "Réduire la liste");
}

BOOST_AUTO_TEST_CASE(an_incomplete_form_says_so_and_takes_the_focus_there) {
  Client client("/actions/nouvelle");
  client.click(main_form(client));
  const ui::NodeId summary = client.mirror.find(Role::group, "Réponses à corriger");
  BOOST_REQUIRE(summary != 0);
  BOOST_TEST(client.mirror.focused.back() == summary);
  const ui::NodeId title = client.mirror.find(Role::field, "Titre");
  BOOST_TEST(element(client, title).attributes.at("aria-invalid") == "true");
  const std::string described = element(client, title).attributes.at("aria-describedby");
  bool said = false;
  for (const Element* e : client.elements())
    if (const auto it = e->attributes.find("id");
        it != e->attributes.end() && described.find(it->second) != std::string::npos)
      said = !e->text.empty();
  BOOST_TEST(said);
  client.click(client.mirror.find(Role::link, "Titre"));
  BOOST_TEST(client.mirror.focused.back() == title);
}

BOOST_AUTO_TEST_CASE(a_phone_number_in_a_title_is_refused_in_words) {
  Client client("/actions/nouvelle");
  fill_first_step(client, "Un petit réchaud 06 39 98 12 34");
  client.click(main_form(client));
  BOOST_TEST(client.mirror.find(Role::text, "On dirait un numéro de téléphone") != 0);
}

BOOST_AUTO_TEST_CASE(an_action_is_published_in_two_steps) {
  Client client("/actions/nouvelle", 40, true,
                wire::SignedIn{{{}, "Maëlle", model::Goal::offer_help}});
  client.resize(360, 740);
  BOOST_TEST(count(client, Role::marker_pane) == 0);
  fill_first_step(client, "Dons de manteaux d’hiver");
  client.click(main_form(client));
  BOOST_TEST((element(client, client.mirror.focused.back()).text == "Où\u00a0?"));
  BOOST_TEST(count(client, Role::marker_pane) == 1);  // the map shows, and can be moved
  BOOST_TEST(client.markers.insets[3] > 200.f);
  client.click(main_form(client));
  BOOST_TEST(client.store.state().outbox.size() == 1u);
}

BOOST_AUTO_TEST_CASE(fields_ask_for_the_right_keyboard_and_autofill) {
  Client client("/connexion");
  const auto& contact = element(client, client.mirror.find(Role::field, "E-mail")).attributes;
  BOOST_TEST(contact.at("autocomplete") == "username");
  BOOST_TEST(contact.at("inputmode") == "email");
  client.type(client.mirror.find(Role::field, "E-mail"), "06 39 98 12 34");
  client.click(main_form(client));
  client.store.send(app::CodeAnswered{base::Done{}});
  client.frames();
  const auto& code = element(client, client.mirror.find(Role::field, "Code")).attributes;
  BOOST_TEST(code.at("autocomplete") == "one-time-code");
  BOOST_TEST(code.at("inputmode") == "numeric");
  BOOST_TEST(code.at("maxlength") == "6");
  client.type(client.mirror.find(Role::field, "Code"), "407123");
  client.click(main_form(client));
  client.store.send(app::SignInAnswered{base::Error{"account.needed", "", ""}});
  client.frames();
  BOOST_TEST(
      element(client, client.mirror.find(Role::field, "Prénom")).attributes.at("autocomplete") ==
      "given-name");
  BOOST_TEST(count(client, Role::radio) == 3 + 2);  // goals, languages
}

BOOST_AUTO_TEST_CASE(the_way_out_is_there_above_a_keyboard_too) {
  const float height = 740, keyboard = 320;
  for (const char* url : {"/", "/connexion", "/actions/nouvelle", "/reglages"})
    for (const float covered : {0.f, keyboard}) {
      Client client(url);
      client.resize(360, height);
      client.interface.set_viewport({.width = 360, .height = height, .keyboard = covered});
      client.frames();
      BOOST_TEST_CONTEXT(url << " with " << covered << " px of keyboard") {
        const Element* exit = nullptr;
        for (const Element* e : client.elements())
          if (e->attributes.contains("data-quick-exit")) exit = e;
        BOOST_REQUIRE(exit != nullptr);
        const auto r = client.mirror.in_window(exit->id);
        BOOST_TEST(r.x >= 0);
        BOOST_TEST(r.x + r.w <= 360);
        BOOST_TEST(r.y + r.h <= height - covered);
      }
    }
}

BOOST_AUTO_TEST_CASE(messages_are_told_in_their_region_and_can_be_closed) {
  Client client;
  client.store.send(app::StreamConnected{true});
  client.store.send(app::StreamConnected{false});
  client.store.send(app::TimerFired{5, client.world.now()});
  client.frames();
  const ui::NodeId close = client.mirror.find(Role::button, "Fermer ce message");
  BOOST_REQUIRE(close != 0);
  bool in_region = false;
  for (ui::NodeId up = close; up != 0; up = element(client, up).parent)
    in_region |= element(client, up).role == Role::status;
  BOOST_TEST(in_region);
  client.click(close);
  BOOST_TEST(client.mirror.find(Role::button, "Fermer ce message") == 0);
}

BOOST_AUTO_TEST_CASE(a_click_on_the_map_opens_the_marker_that_is_drawn_there) {
  Client client;
  client.store.send(app::MapMoved{{{48.855, 2.34, 48.88, 2.39, 18}, {48.8675, 2.3636}}});
  client.frames();
  const auto path = [&] { return app::to_url(client.store.state().location); };
  const ui::NodeId pane = client.mirror.find(Role::marker_pane, "");
  const auto& children = element(client, pane).children;
  const auto link = std::find_if(children.begin(), children.end(), [&](ui::NodeId id) {
    return element(client, id).role == Role::link;
  });
  BOOST_REQUIRE(link != children.end());
  const std::string leads_to = element(client, *link).attributes.at("href");
  const ui::Rect rect = element(client, *link).rect;
  client.interface.input().map_tap = {rect.x - 2000, rect.y};
  client.frames();
  BOOST_TEST(path() == "/");
  client.interface.input().map_tap = {rect.x + rect.w / 2, rect.y + rect.h / 2};
  client.frames();
  BOOST_TEST(path() == leads_to);
}

BOOST_AUTO_TEST_CASE(markers_are_named_and_lead_on) {
  Client client;
  BOOST_TEST(!client.markers.sprites.empty());
  const ui::NodeId pane = client.mirror.find(Role::marker_pane, "");
  BOOST_TEST(element(client, pane).attributes.contains("data-roving"));
  BOOST_REQUIRE(!element(client, pane).children.empty());
  for (const ui::NodeId id : element(client, pane).children)
    BOOST_TEST(!element(client, id).text.empty());
  for (const ui::NodeId id : element(client, pane).children)
    if (element(client, id).role == Role::link) {
      client.interface.input().hovered = id;
      client.frames();
      BOOST_TEST(std::any_of(client.markers.sprites.begin(), client.markers.sprites.end(),
                             [](const auto& s) { return s.state & 1; }));
      client.click(id);
      BOOST_TEST((element(client, client.mirror.focused.back()).role == Role::heading1));
      return;
    }
}

BOOST_AUTO_TEST_CASE(while_the_picture_is_on_its_way_all_but_the_paint_is_there) {
  Client client;
  client.interface.await_picture();
  const int draws = client.canvas.draws, shows = client.markers.shows;
  client.click(client.mirror.find(Role::button, "Se nourrir"));
  BOOST_TEST(!client.mirror.text_mode);
  BOOST_TEST(client.mirror.find(Role::button, "Se nourrir") != 0);
  BOOST_TEST(client.markers.shows > shows);
  BOOST_TEST(client.canvas.draws == draws);
  client.interface.set_picture(true);
  client.frames();
  BOOST_TEST(client.canvas.draws > draws);
  BOOST_TEST(!client.canvas.layers.empty());
}

BOOST_AUTO_TEST_CASE(a_picture_that_does_not_come_makes_it_text) {
  Client client;
  client.interface.await_picture();
  client.interface.set_picture(false);
  client.frames();
  BOOST_TEST(client.mirror.text_mode);
}

BOOST_AUTO_TEST_CASE(mode_texte_can_be_chosen_and_left) {
  Client client;
  client.click(client.mirror.find(Role::button, "Mode texte"));
  BOOST_TEST(client.mirror.text_mode);
  const int draws = client.canvas.draws;
  client.frames(3);
  BOOST_TEST(client.canvas.draws == draws);
  client.click(client.mirror.find(Role::button, "Version avec carte"));
  BOOST_TEST(!client.mirror.text_mode);
  BOOST_TEST(client.canvas.draws > draws);
}

BOOST_AUTO_TEST_CASE(the_emergency_numbers_are_one_tap_away_on_every_screen) {
  for (const char* url : {"/", "/connexion", "/actions/nouvelle", "/reglages", "/imprimer",
                          "/lieux/00000000-0000-7000-8000-000000000001"})
    for (const float width : {360.f, 1280.f}) {
      Client client(url);
      client.resize(width, 740);
      const auto entry = client.mirror.find(Role::button, "Urgences");
      BOOST_REQUIRE_MESSAGE(entry != 0, url << " at " << width);
      client.click(entry);
      for (const char* number : {"115", "112", "114", "3919", "119"}) {
        const auto call = client.mirror.find(Role::link, number);
        BOOST_REQUIRE_MESSAGE(call != 0, number);
        const std::string scheme = std::string(number) == "114" ? "sms:" : "tel:";
        BOOST_TEST(client.mirror.elements.at(call).attributes.at("href") == scheme + number);
      }
      client.click(client.mirror.find(Role::dialog, "Besoin d’aide"));  // Escape
      BOOST_TEST(client.mirror.find(Role::dialog, "Besoin d’aide") == 0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
