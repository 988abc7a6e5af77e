// The light, readable pages behind every address: for link previews, search engines, and phones
// without WebAssembly. The client takes the same page over where it can.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/action.hpp"
#include "core/model/place.hpp"
#include "core/wire/json.hpp"
#include "server/http/message.hpp"

namespace server {

// Where the map's background comes from, told to the client in the page's head; nothing: our own
// base map alone.
struct TileSource {
  std::string tile_url;        // with {z}, {x}, {y}; empty where an archive on this server is used
  std::string archive_path;    // "/tiles/basemap.pmtiles", or empty
  std::string archive_script;  // the address of the script that reads archives
  std::string attribution;     // plain text
};

// Who answers for this installation, as its legal notice says it; empty: not said.
struct Keeper {
  std::string publisher, host, contact;
};

// The longer texts, in each language a page of its own.
enum class Notice : std::uint8_t {
  legal_fr,
  accessibility_fr,
  urgency_fr,
  legal_en,
  accessibility_en,
  urgency_en
};
struct NoticePage {
  std::string_view asset;  // its HTML, with {{publisher}}, {{host}} and {{contact}}
  std::string_view lang, title, description;
};
// In the order of Notice.
inline constexpr std::array kNoticePages{
    NoticePage{"pages/mentions.html", "fr", "Mentions légales et vie privée",
               "Qui tient ce site, ce qui est gardé de vous, et vos droits."},
    NoticePage{"pages/accessibilite.html", "fr", "Accessibilité",
               "Où nous en sommes, thème par thème, et comment nous écrire."},
    NoticePage{"pages/urgences.html", "fr", "Urgences",
               "115, 112, 114, 3919, 119 : qui appeler, jour et nuit, gratuitement."},
    NoticePage{"pages/legal.html", "en", "Legal notice and privacy",
               "Who runs this site, what is kept about you, and your rights."},
    NoticePage{"pages/accessibility.html", "en", "Accessibility",
               "Where we stand, topic by topic, and how to write to us."},
    NoticePage{"pages/emergency.html", "en", "Emergency numbers",
               "115, 112, 114, 3919, 119: whom to call, day and night, free of charge."}};
// The HTML of each; empty: there is no such page.
using Notices = std::array<std::string, kNoticePages.size()>;

class Pages {
 public:
  // `shell` is shell.html with {{lang}}, {{title}}, {{description}}, {{head}} and {{content}}; what
  // stands between <!-- client --> and <!-- /client --> is left out of pages that are only read,
  // what stands between <!-- basemap --> and <!-- /basemap --> where there are tiles.
  Pages(std::string shell, std::optional<TileSource> tiles, Notices notices = {},
        const Keeper& keeper = {});

  // Each place with how things stand there `now`. `only_open`: they are those that are open.
  http::Response home(const std::vector<model::Action>& actions,
                      const std::vector<model::Place>& places, base::Instant now,
                      bool only_open) const;
  // What was found by `typed`; empty: nothing was asked that can be.
  http::Response search(const std::string& typed, const wire::SearchAnswer& found) const;
  // `alike`: what other sources perhaps tell of the same place. `now`: whether it is open then.
  http::Response place(const model::Place& place, const std::vector<model::Place>& alike,
                       base::Instant now) const;
  http::Response action(const model::Action& action) const;
  http::Response new_action() const;
  http::Response sign_in() const;
  http::Response settings() const;
  http::Response print() const;
  http::Response moderation() const;
  http::Response assignment() const;
  http::Response gallery() const;  // of widgets, for developers
  http::Response notice(Notice which) const;
  // A page with that content (HTML): one the client takes over, and one that stays as it is.
  http::Response plain(std::string_view title, std::string content) const;
  http::Response read_only(int status, std::string_view title, std::string content) const;
  http::Response not_found() const;
  http::Response failure(int status) const;

 private:
  struct Page {
    int status = 200;
    std::string title, description;
    std::string content;  // HTML
    std::string json_ld;  // JSON, or empty
    bool has_gallery = false;
    std::string_view lang = "fr";
  };
  http::Response render(const Page& page) const;
  http::Response render_into(const std::string& shell, const Page& page) const;
  std::string shell_, reading_shell_;
  Notices notices_;
  std::string tiles_meta_;  // HTML
};

// A page for a folder of assets that has no shell yet, and for tests.
std::string plain_shell();

}  // namespace server
