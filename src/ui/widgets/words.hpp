// Headings, paragraphs, links, pills: words that are read rather than operated.
#pragma once
#include "ui/direction.hpp"
#include "ui/frame.hpp"

namespace ui {

// What people write runs as its first letter says, whatever our own words do.
inline constexpr std::pair<const char*, const char*> kWrittenByPeople{"dir", "auto"};

// Text in lines of at most the column's width; the column moves below it. The node is of any role
// that holds text.
NodeId paragraph(Frame& f, Column& c, std::string_view key, const TextStyle& style, Colour colour,
                 std::string text, Role role = Role::text, Attributes attributes = {});
float height_of(Frame& f, const TextStyle& style, std::string_view text, float width);
// Paints what a node elsewhere says.
void paint_lines(Frame& f, Rect r, const TextStyle& style, Colour colour, std::string_view text,
                 std::optional<Direction> direction = {});
// One line of a paragraph, from the side where its direction begins; none: the page's.
void paint_line(Frame& f, float x, float y, float width, const TextStyle& style, Colour colour,
                std::string_view line, std::optional<Direction> direction);

// The heading of a screen takes the focus when the route changes to it.
NodeId screen_heading(Frame& f, Column& c, const TypeStyle& type, std::string text,
                      bool written_by_people = false);
NodeId heading(Frame& f, Column& c, std::string_view key, int level, const TypeStyle& type,
               std::string text);

// Words one can follow, underlined; at least 44 px high. An address of ours is opened by us, others
// by the browser.
struct Link {
  std::string words;
  std::string href;
  std::optional<app::Location> open;
  Attributes attributes;
  bool aligned_right = false;
};
bool link(Frame& f, Column& c, std::string_view key, const Link& link);

// A small label with an icon in a pair of colours; returns its width. Its words are a node of their
// own.
float pill(Frame& f, float x, float y, std::string_view key, const char* glyph,
           std::string_view words, Colour back, Colour ink);
// Only its picture, of what a node elsewhere says.
float paint_pill(Frame& f, float x, float y, const char* glyph, std::string_view words, Colour back,
                 Colour ink);
float pill_height(const Frame& f);

// An icon and a line or more of text beside it.
void noted(Frame& f, Column& c, std::string_view key, const char* glyph, Colour glyph_colour,
           const TextStyle& style, Colour colour, std::string text);

}  // namespace ui
