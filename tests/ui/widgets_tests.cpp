// What each widget does when it is operated, shown on the gallery; and what the settings ask of the
// page.
#include <boost/test/unit_test.hpp>

#include "tests/ui/ui_helpers.hpp"

namespace {

using ui::Role;
using ui_test::Client;
using Element = ui_test::TreeMirror::Element;

struct Gallery : Client {
  Gallery() : Client("/galerie") { resize(1280, 6000); }  // all of it in view
  // The nth element of a role.
  const Element& nth(Role role, std::size_t n) const {
    for (const Element* element : elements())
      if (element->role == role && n-- == 0) return *element;
    BOOST_REQUIRE_MESSAGE(false, "there are not that many");
    return *elements().front();
  }
  std::string attribute(ui::NodeId id, const std::string& name) const {
    const auto& all = mirror.elements.at(id).attributes;
    const auto it = all.find(name);
    return it == all.end() ? "" : it->second;
  }
};

struct Settings : Client {
  Settings() : Client("/reglages") { resize(360, 740); }
  using Choice = std::pair<ui::Setting, std::string>;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(widgets)

BOOST_AUTO_TEST_CASE(the_gallery_is_only_where_the_server_has_one) {
  Client client("/galerie");
  BOOST_TEST(client.mirror.find(Role::heading1, "Galerie") != 0);
  client.interface.set_gallery(false);
  client.frames();
  BOOST_TEST(client.mirror.find(Role::heading1, "Galerie") == 0);
}

BOOST_AUTO_TEST_CASE(a_switch_flips_and_a_disabled_or_busy_one_does_not) {
  Gallery gallery;
  const auto live = gallery.nth(Role::toggle, 0).id;
  BOOST_TEST(gallery.attribute(live, "aria-checked") == "false");
  gallery.click(live);
  BOOST_TEST(gallery.attribute(live, "aria-checked") == "true");
  gallery.click(live);
  BOOST_TEST(gallery.attribute(live, "aria-checked") == "false");
  int disabled = 0;
  for (const Element* element : gallery.elements())
    if (element->role == Role::toggle) disabled += element->attributes.contains("aria-disabled");
  BOOST_TEST(disabled == 2);
}

BOOST_AUTO_TEST_CASE(of_segments_and_tabs_one_is_chosen) {
  Gallery gallery;
  const auto first = gallery.nth(Role::tab, 0).id, second = gallery.nth(Role::tab, 1).id;
  BOOST_TEST(gallery.attribute(first, "aria-selected") == "true");
  gallery.click(second);
  BOOST_TEST(gallery.attribute(first, "aria-selected") == "false");
  BOOST_TEST(gallery.attribute(second, "aria-selected") == "true");
}

BOOST_AUTO_TEST_CASE(a_select_takes_an_option_and_ignores_what_is_none) {
  Gallery gallery;
  const auto id = gallery.nth(Role::choice, 0).id;
  BOOST_TEST(gallery.mirror.elements.at(id).value == "0");
  gallery.type(id, "2");
  BOOST_TEST(gallery.mirror.elements.at(gallery.nth(Role::choice, 1).id).value == "2");
  for (const char* wrong : {"7", "-1", "two", ""}) {
    gallery.type(id, wrong);
    BOOST_TEST(gallery.mirror.elements.at(gallery.nth(Role::choice, 1).id).value == "2");
  }
}

BOOST_AUTO_TEST_CASE(a_dialog_closes_by_its_buttons_and_by_escape) {
  Gallery gallery;
  const auto opener = gallery.mirror.find(Role::button, "Ouvrir le dialogue");
  for (const bool escape : {false, true}) {
    gallery.click(opener);
    const auto dialog = gallery.nth(Role::dialog, 0).id;
    const ui::Rect r = gallery.mirror.elements.at(dialog).rect;
    BOOST_TEST(r.h < 480.f, "as high as what is in it");
    gallery.click(escape ? dialog : gallery.mirror.find(Role::button, "Garder"));
    for (const Element* element : gallery.elements()) BOOST_TEST((element->role != Role::dialog));
  }
}

BOOST_AUTO_TEST_CASE(progress_says_how_much_when_it_knows) {
  Gallery gallery;
  BOOST_TEST(gallery.attribute(gallery.nth(Role::progress, 0).id, "aria-valuenow") == "40");
  BOOST_TEST(gallery.attribute(gallery.nth(Role::progress, 1).id, "aria-valuenow") == "");
}

BOOST_AUTO_TEST_CASE(a_posed_specimen_shows_its_focus) {
  Gallery gallery;
  int posed = 0, others = 0;
  for (const Element* element : gallery.elements())
    (element->attributes.contains("data-pose") ? posed : others)++;
  BOOST_TEST(posed > 5);
  BOOST_TEST(others > posed);
}

BOOST_AUTO_TEST_CASE(elsewhere_nothing_poses) {
  Client home("/");
  for (const Element* element : home.elements())
    BOOST_TEST(!element->attributes.contains("data-pose"));
}

BOOST_AUTO_TEST_CASE(settings_are_asked_of_the_page) {
  Settings settings;
  settings.click(settings.mirror.find(Role::radio, "Sombre"));
  settings.click(settings.mirror.find(Role::toggle, "Contraste élevé"));
  settings.click(settings.mirror.find(Role::toggle, "Moins de mouvement"));
  settings.click(settings.mirror.find(Role::toggle, "Lettres très lisibles"));
  settings.type(settings.mirror.find(Role::choice, "Taille du texte"), "3");
  const std::vector<Settings::Choice> asked{{ui::Setting::appearance, "dark"},
                                            {ui::Setting::contrast, "more"},
                                            {ui::Setting::motion, "reduced"},
                                            {ui::Setting::letters, "legible"},
                                            {ui::Setting::text_size, "200"}};
  BOOST_TEST((settings.mirror.choices == asked));
}

BOOST_AUTO_TEST_CASE(settings_show_what_the_page_says) {
  Settings settings;
  const auto checked = [&](Role role, const char* name) {
    return settings.mirror.elements.at(settings.mirror.find(role, name)).attributes["aria-checked"];
  };
  BOOST_TEST(checked(Role::radio, "Auto") == "true");
  settings.interface.set_preferences({.dark = true,
                                      .high_contrast = true,
                                      .legible = true,
                                      .text_scale = 1.5f,
                                      .appearance = ui::Appearance::dark,
                                      .text_percent = 150});
  settings.frames();
  BOOST_TEST(checked(Role::radio, "Sombre") == "true");
  BOOST_TEST(checked(Role::toggle, "Contraste élevé") == "true");
  BOOST_TEST(checked(Role::toggle, "Lettres très lisibles") == "true");
  BOOST_TEST(checked(Role::toggle, "Moins de mouvement") == "false");
  const auto size = settings.mirror.find(Role::choice, "Taille du texte");
  BOOST_TEST(settings.mirror.elements.at(size).value == "2");
  // High contrast has colours of its own: light and dark say nothing there.
  const auto dark = settings.mirror.find(Role::radio, "Sombre");
  BOOST_TEST(settings.mirror.elements.at(dark).attributes["aria-disabled"] == "true");
}

BOOST_AUTO_TEST_SUITE_END()
