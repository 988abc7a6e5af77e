#include "server/html.hpp"

#include <algorithm>

namespace server::html {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string filled(std::string_view shell,
                   const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string out;
  while (true) {
    const auto open = shell.find("{{");
    const auto close = open == std::string_view::npos ? open : shell.find("}}", open);
    if (close == std::string_view::npos) return out.append(shell);
    out.append(shell.substr(0, open));
    const auto name = shell.substr(open + 2, close - open - 2);
    const auto value = std::ranges::find(values, name, [](const auto& pair) { return pair.first; });
    if (value != values.end()) out += value->second;
    shell = shell.substr(close + 2);
  }
}

std::string shortened(std::string_view text, std::size_t most) {
  std::string out(text.substr(0, most));
  if (text.size() > most) {
    // A character of several bytes that was cut in the middle goes as a whole.
    auto end = out.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    out.resize(end);
    out += "…";
  }
  std::ranges::replace_if(out, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

std::string heading(std::string_view text) {
  return "<h1 dir=\"auto\">" + escaped(text) + "</h1>\n";
}

std::string paragraph(std::string_view text) {
  return text.empty() ? "" : "<p dir=\"auto\">" + escaped(text) + "</p>\n";
}

std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    out += paragraph(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

std::string item(std::string_view term, std::string_view value) {
  return value.empty()
             ? ""
             : "<dt>" + escaped(term) + "</dt><dd dir=\"auto\">" + escaped(value) + "</dd>\n";
}

std::string link(const std::string& path, std::string_view text) {
  return "<a dir=\"auto\" href=\"" + escaped(path) + "\">" + escaped(text) + "</a>";
}

std::string script_safe(std::string_view json) {
  std::string out;
  for (const char c : json) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

}  // namespace server::html
