// A real input or textarea that draws its own text; only its label, its frame and its error are
// painted.
#pragma once
#include "ui/frame.hpp"

namespace ui {

struct FieldSpec {
  std::optional<app::Field> field;  // where what is typed goes; none: the caller asks Frame::edited
  std::string label;
  std::string value;
  std::string hint = {};   // shown by the browser while the field is empty; never the only label
  std::string error = {};  // error code, or empty
  std::string note = {};   // a line under it
  bool area = false;       // of several lines: grows from two to five
  bool optional = false;
  bool disabled = false;
  Attributes attributes = {};  // autocomplete, inputmode, maxlength, name, type…
};

// Label, box, note and error, one under the other; what is typed is sent as FieldEdited. Returns
// the input's node.
NodeId field(Frame& f, Column& c, std::string_view key, const FieldSpec& spec);

// Six digits in six cells over one real input.
NodeId code_field(Frame& f, Column& c, std::string_view key, const FieldSpec& spec);

// What is wrong with a choice or a field, with the id that aria-describedby names. Nothing for an
// empty code.
void error_line(Frame& f, Column& c, std::string_view key, std::string_view code);
std::string error_id(const Frame& f, std::string_view key);

// What is wrong in a form, with links to the fields; takes the focus when it appears anew.
struct FormError {
  NodeId target;
  std::string label, code;
};
void error_summary(Frame& f, Column& c, const std::vector<FormError>& errors);

}  // namespace ui
