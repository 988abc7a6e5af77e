#include <array>
#include <cmath>

#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/chip.hpp"
#include "ui/widgets/choice.hpp"
#include "ui/widgets/date_time.hpp"
#include "ui/widgets/dialog.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/segmented.hpp"
#include "ui/widgets/select.hpp"
#include "ui/widgets/status.hpp"
#include "ui/widgets/toggle.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

enum class State : std::uint8_t {
  normal,
  hovered,
  pressed,
  focused,
  disabled,
  busy,
  wrong,
  chosen
};
using enum State;

constexpr std::array kPressable{normal, hovered, pressed, focused, disabled, busy};
constexpr std::array kFillable{normal, hovered, focused, disabled, wrong};

const char* name_of(const Frame& f, State state) {
  switch (state) {
    case normal: return f.words.state_normal;
    case hovered: return f.words.state_hovered;
    case pressed: return f.words.state_pressed;
    case focused: return f.words.state_focused;
    case disabled: return f.words.state_disabled;
    case busy: return f.words.state_busy;
    case wrong: return f.words.state_wrong;
    case chosen: return f.words.state_chosen;
  }
  return "";
}

Frame::Pose pose_of(State state) {
  if (state == hovered) return Frame::Pose::hovered;
  if (state == pressed) return Frame::Pose::pressed;
  return state == focused ? Frame::Pose::focused : Frame::Pose::none;
}

// One widget in several states, side by side as far as there is room, each under its state's name.
template <std::size_t N>
void states(Frame& f, Column& c, std::string_view key, const std::array<State, N>& list,
            const std::function<void(Column&, State)>& draw) {
  constexpr float kGap = 24, kLeast = 260;
  const float across = std::max(1.f, std::floor((c.w + kGap) / (kLeast + kGap)));
  const float w = std::floor((c.w - kGap * (across - 1)) / across);
  float row_height = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto column = static_cast<float>(i % static_cast<std::size_t>(across));
    if (i > 0 && column == 0) c.take(row_height + kGap), row_height = 0;
    const std::string name = std::string(key) + "." + std::to_string(i);
    f.open(Role::group, name, {c.x + column * (w + kGap), c.y, w, 0},
           {{"aria-label", name_of(f, list[i])}});
    Column inner{0, 0, w};
    paragraph(f, inner, "state", f.theme.text(type::kSmall), f.theme->text_muted,
              name_of(f, list[i]));
    inner.gap(6);
    f.pose = pose_of(list[i]);
    draw(inner, list[i]);
    f.pose = Frame::Pose::none;
    f.set_height(inner.y);
    f.close();
    row_height = std::max(row_height, inner.y);
  }
  c.take(row_height);
}

void section(Frame& f, Column& c, std::string_view key, const char* title) {
  c.gap(32);
  heading(f, c, key, 2, type::kHeading, title);
  c.gap(12);
}

void buttons(Frame& f, Column& c) {
  section(f, c, "buttons", f.words.gallery_buttons);
  states(f, c, "button", kPressable, [&](Column& in, State state) {
    const bool off = state == disabled, waits = state == busy;
    const auto one = [&](const char* key, ButtonLook look) {
      button(f, in, key,
             {.words = waits ? f.words.sending : f.words.go_on,
              .glyph = icon::kCheck,
              .look = look,
              .disabled = off,
              .busy = waits});
      in.gap(8);
    };
    one("primary", ButtonLook::primary);
    one("secondary", ButtonLook::secondary);
    one("outline", ButtonLook::outline);
    one("danger", ButtonLook::danger);
    if (off || waits) return;
    const Rect r = in.take(48);
    icon_button(f, "icon", {r.x, r.y, 48, 48}, {f.words.close, icon::kX});
    icon_button(f, "raised", {r.x + 64, r.y, 48, 48}, {f.words.search_clear, icon::kPlus, true});
  });
}

void chips(Frame& f, Column& c) {
  section(f, c, "chips", f.words.gallery_chips);
  constexpr std::array kStates{normal, hovered, pressed, focused, chosen};
  states(f, c, "chip", kStates, [&](Column& in, State state) {
    const Chip panel{f.words.gallery_other, icon::kForkKnife, f.theme->place_food.text,
                     state == chosen || (state == normal && f.memory.gallery.chip)};
    if (chip(f, "panel", in.x, in.y, panel) && state == normal)
      f.memory.gallery.chip = !f.memory.gallery.chip;
    in.take(std::max(size::kChipTarget, chip_height(f)));
  });
}

void segments(Frame& f, Column& c) {
  Memory::Gallery& m = f.memory.gallery;
  section(f, c, "segments", f.words.gallery_segments);
  constexpr std::array kStates{normal, hovered, focused, disabled};
  states(f, c, "segments", kStates, [&](Column& in, State state) {
    Segments s{.label = f.words.gallery_segments,
               .segments = {{f.words.appearance_automatic},
                            {f.words.appearance_light},
                            {f.words.appearance_dark}},
               .chosen = m.segment,
               .disabled = state == disabled};
    if (const auto taken = segmented(f, in, "radios", s)) m.segment = *taken;
    in.gap(8);
    s.tabs = true;
    s.chosen = m.tab;
    if (const auto taken = segmented(f, in, "tabs", s)) m.tab = *taken;
  });
}

void toggles(Frame& f, Column& c) {
  section(f, c, "toggles", f.words.gallery_toggles);
  constexpr std::array kStates{normal, hovered, pressed, focused, chosen, disabled, busy};
  states(f, c, "toggle", kStates, [&](Column& in, State state) {
    if (toggle(f, in, "toggle",
               {.words = f.words.high_contrast,
                .text = f.words.high_contrast_text,
                .on = state == chosen || (state == normal && f.memory.gallery.on),
                .disabled = state == disabled,
                .busy = state == busy}) &&
        state == normal)
      f.memory.gallery.on = !f.memory.gallery.on;
  });
}

void choices(Frame& f, Column& c) {
  section(f, c, "choices", f.words.gallery_choices);
  constexpr std::array kStates{normal, hovered, focused, wrong};
  states(f, c, "choice", kStates, [&](Column& in, State state) {
    const std::size_t taken = state == wrong ? 2 : f.memory.gallery.choice;
    const auto result =
        choice(f, in, "choice", f.words.goal_question,
               {{f.words.gallery_sample, f.words.gallery_sample_text, icon::kHandHeart,
                 f.theme->contribution.text, taken == 0},
                {f.words.gallery_other, "", icon::kHand, f.theme->demand.text, taken == 1}},
               state == wrong ? "choice.missing" : "");
    if (result.chosen) f.memory.gallery.choice = *result.chosen;
  });
}

void fields(Frame& f, Column& c) {
  Memory::Gallery& m = f.memory.gallery;
  section(f, c, "fields", f.words.gallery_fields);
  states(f, c, "field", kFillable, [&](Column& in, State state) {
    const std::string error = state == wrong ? "text.missing" : "";
    const std::string value = state == normal ? m.text : "";
    const NodeId node = field(f, in, "field",
                              {.field = {},
                               .label = f.words.first_name_label,
                               .value = value,
                               .hint = f.words.gallery_sample,
                               .error = error,
                               .disabled = state == disabled});
    if (const std::string* text = f.edited(node); text && state == normal) m.text = *text;
    in.gap(16);
    field(f, in, "area",
          {.field = {},
           .label = f.words.close_message,
           .value = f.words.gallery_sample_text,
           .error = error,
           .area = true,
           .optional = true,
           .disabled = state == disabled});
    in.gap(16);
    code_field(f, in, "code",
               {.field = {},
                .label = f.words.code_label,
                .value = "482",
                .error = error,
                .disabled = state == disabled,
                .attributes = {{"maxlength", "6"}, {"inputmode", "numeric"}}});
  });
}

void selects(Frame& f, Column& c) {
  Memory::Gallery& m = f.memory.gallery;
  section(f, c, "selects", f.words.gallery_selects);
  states(f, c, "select", kFillable, [&](Column& in, State state) {
    const auto taken =
        select(f, in, "select",
               {.label = f.words.filters,
                .options = {f.words.gallery_sample, f.words.gallery_other, f.words.gallery_third},
                .chosen = m.option,
                .error = state == wrong ? "choice.missing" : "",
                .disabled = state == disabled});
    if (taken) m.option = *taken;
  });
  section(f, c, "dates", f.words.gallery_dates);
  states(f, c, "date", kFillable, [&](Column& in, State state) {
    const auto taken = date_time(f, in, "when",
                                 {.label = f.words.gallery_other,
                                  .date = m.date.empty() ? "2026-11-22" : m.date,
                                  .time = m.time.empty() ? "18:30" : m.time,
                                  .date_error = state == wrong ? "choice.missing" : "",
                                  .disabled = state == disabled});
    if (taken.date) m.date = *taken.date;
    if (taken.time) m.time = *taken.time;
  });
}

void cards(Frame& f, Column& c, const app::ShellVm& shell) {
  section(f, c, "cards", f.words.gallery_cards);
  constexpr std::array kStates{normal, hovered, pressed, focused};
  states(f, c, "card", kStates, [&](Column& in, State) {
    const float room = in.w - 32;
    const TextStyle strong = f.theme.text(type::kBodyStrong), body = f.theme.text(type::kBody);
    link_card(f, in, "card", f.words.gallery_sample, shell.home, [&](Column& inside) {
      paint_lines(f, inside.take(height_of(f, strong, f.words.gallery_sample, room)), strong,
                  f.theme->text, f.words.gallery_sample);
      paint_lines(f, inside.take(height_of(f, body, f.words.gallery_sample_text, room)), body,
                  f.theme->text_muted, f.words.gallery_sample_text);
    });
  });
}

void people(Frame& f, Column& c) {
  section(f, c, "people", f.words.gallery_people);
  float x = c.x;
  for (const float size : {size::kAvatarS, size::kAvatarM, 48.f, size::kAvatarL}) {
    const std::string key = std::to_string(static_cast<int>(size));
    avatar(f, {x + size / 2, c.y + size / 2}, size, "person." + key, "A", f.words.someone, false);
    avatar(f, {x + size / 2, c.y + 80 + size / 2}, size, "association." + key, "E", f.words.product,
           true);
    x += size + 16;
  }
  badge(f, {c.x + 30, c.y + 4}, "badge", 3, f.words.gallery_unread);
  badge(f, {c.x + 30, c.y + 84}, "badge.many", 128, f.words.gallery_many_unread);
  c.take(144);
  section(f, c, "progress", f.words.gallery_progress);
  progress(f, c, "some", f.words.gallery_sending, 0.4f);
  c.gap(16);
  progress(f, c, "unknown", f.words.loading, std::nullopt);
}

void messages(Frame& f, Column& c) {
  section(f, c, "messages", f.words.gallery_messages);
  callout(f, c, "safety", icon::kLifebuoy, f.theme->surface_sunken, f.theme->text_muted,
          f.theme->text, f.words.safety_note);
  c.gap(12);
  callout(f, c, "offline", icon::kCloudSlash, f.theme->warning_soft, f.theme->warning,
          f.theme->warning, f.words.offline_text);
  c.gap(24);
  empty_state(f, c, "empty", 3, f.words.empty_title, f.words.empty_text);
}

// What people write, in scripts that our own faces do not have.
void scripts(Frame& f, Column& c) {
  section(f, c, "scripts", f.words.gallery_scripts);
  const std::array texts{f.words.gallery_arabic,  f.words.gallery_farsi, f.words.gallery_bengali,
                         f.words.gallery_chinese, f.words.gallery_emoji, f.words.gallery_mixed};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string key = "script." + std::to_string(i);
    card(f, c, key, f.words.gallery_scripts, [&](Column& in) {
      paragraph(f, in, "text", f.theme.text(type::kBody), f.theme->text, texts[i], Role::text,
                {kWrittenByPeople});
    });
    c.gap(12);
  }
}

void try_dialog(Frame& f, Column& c) {
  section(f, c, "dialogs", f.words.gallery_dialog);
  if (button(f, c, "dialog", {.words = f.words.gallery_open_dialog, .look = ButtonLook::outline}))
    f.memory.gallery.dialog = true;
}

void dialog_of(Frame& f) {
  bool& open = f.memory.gallery.dialog;
  if (open && dialog(f, "dialog", f.words.gallery_dialog, [&](Column& c) {
        paragraph(f, c, "text", f.theme.text(type::kBody), f.theme->text,
                  f.words.gallery_sample_text);
        c.gap(20);
        if (button(f, c, "keep", {.words = f.words.close_cancel, .look = ButtonLook::outline}))
          open = false;
        c.gap(8);
        if (button(f, c, "go", {.words = f.words.go_on})) open = false;
      }))
    open = false;
}

}  // namespace

void gallery_screen(Frame& f, const app::ShellVm& shell, Rect r) {
  Pane p{f.words.gallery, "gallery", shell.home, {}, 0, false, false};
  p.wide = true;
  pane(f, r, p, [&](Column& c) {
    screen_heading(f, c, type::kDisplay, f.words.gallery);
    paragraph(f, c, "text", f.theme.text(type::kBody), f.theme->text_muted, f.words.gallery_text);
    buttons(f, c);
    chips(f, c);
    segments(f, c);
    toggles(f, c);
    choices(f, c);
    fields(f, c);
    selects(f, c);
    cards(f, c, shell);
    people(f, c);
    messages(f, c);
    scripts(f, c);
    try_dialog(f, c);
    c.gap(24);
  });
  dialog_of(f);
}

}  // namespace ui
