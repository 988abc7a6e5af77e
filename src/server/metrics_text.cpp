#include "server/metrics_text.hpp"

#include <charconv>

namespace server {

void MetricsText::family(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  text_.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text_.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

// The shortest text that reads as the same number, without an exponent.
std::string MetricsText::number(double value) {
  std::array<char, 64> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
  return {text.data(), end};
}

// Labels are words of ours: none has a quotation mark, a backslash or a line end.
void MetricsText::line(std::string_view suffix, Labels labels, std::string_view bound,
                       double value) {
  text_.append(name_).append(suffix);
  char separator = '{';
  const auto add = [&](std::string_view label, std::string_view of_label) {
    text_ += separator;
    text_.append(label).append("=\"").append(of_label).append("\"");
    separator = ',';
  };
  for (const auto& [label, of_label] : labels) add(label, of_label);
  if (!bound.empty()) add("le", bound);
  if (separator == ',') text_ += '}';
  text_.append(" ").append(number(value)).append("\n");
}

}  // namespace server
