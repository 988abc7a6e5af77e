#include "ui/direction.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/utf8.hpp"

namespace ui {
namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t N>
constexpr bool within(const Range (&ranges)[N], char32_t point) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [point](Range r) { return r.first <= point && point <= r.last; });
}

// Unicode's blocks of right-to-left scripts (bidirectional classes R and AL), and the mark RLM.
constexpr Range kRightToLeft[] = {{0x0590, 0x08FF}, {0x200F, 0x200F},   {0xFB1D, 0xFDFF},
                                  {0xFE70, 0xFEFE}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}};

// What stands in them, or among letters, and says nothing of a direction: digits, points and other
// marks, punctuation, symbols, emoji.
constexpr Range kNeutral[] = {
    {0x0000, 0x0040},  {0x005B, 0x0060}, {0x007B, 0x00A9}, {0x00AB, 0x00B4},   {0x00B6, 0x00B9},
    {0x00BB, 0x00BF},  {0x00D7, 0x00D7}, {0x00F7, 0x00F7}, {0x02B9, 0x02BA},   {0x02C2, 0x02CF},
    {0x02D2, 0x02DF},  {0x0300, 0x036F}, {0x0591, 0x05BD}, {0x0600, 0x0607},   {0x0609, 0x060A},
    {0x060C, 0x060C},  {0x060E, 0x061A}, {0x064B, 0x066C}, {0x0670, 0x0670},   {0x06D6, 0x06E4},
    {0x06E7, 0x06ED},  {0x06F0, 0x06F9}, {0x2000, 0x200D}, {0x2010, 0x2070},   {0x2074, 0x207E},
    {0x2080, 0x208E},  {0x20A0, 0x20F0}, {0x2100, 0x2101}, {0x2190, 0x2BFF},   {0x2E00, 0x2E5D},
    {0x3000, 0x3004},  {0x3008, 0x3020}, {0x3030, 0x3030}, {0xFE00, 0xFE6F},   {0xFEFF, 0xFF20},
    {0xFF3B, 0xFF40},  {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1F0FF}, {0x1F300, 0x1FAFF},
    {0xE0000, 0xE01EF}};

}  // namespace

Direction direction_of(std::string_view text) {
  while (const auto point = base::take_code_point(text)) {
    if (within(kNeutral, *point)) continue;
    return within(kRightToLeft, *point) ? Direction::rtl : Direction::ltr;
  }
  return Direction::ltr;
}

}  // namespace ui
