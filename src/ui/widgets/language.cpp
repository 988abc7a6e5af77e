#include "ui/widgets/language.hpp"

#include <iterator>

#include "ui/widgets/segmented.hpp"

namespace ui {

void language_choice(Frame& f, Column& c) {
  Segments languages{.label = f.words.language};
  for (const Language language : kLanguages) {
    if (language == f.said.language()) languages.chosen = languages.segments.size();
    languages.segments.push_back({words_of(language).own_name, code_of(language)});
  }
  if (const auto taken = segmented(f, c, "language", languages))
    f.choose(Setting::language, code_of(kLanguages[*taken]));
}

}  // namespace ui
