#include "core/wire/json.hpp"
#include "core/wire/json_reader.hpp"
#include "core/wire/json_writer.hpp"

namespace wire {

std::string to_json(const Problem& problem) {
  JsonWriter json;
  json.begin_object()
      .field("type", "/problems/" + problem.code)
      .field("title", problem.title)
      .field("status", std::int64_t{problem.status})
      .field("code", problem.code);
  if (!problem.where.empty()) json.field("where", problem.where);
  if (!problem.request_id.empty()) json.field("request_id", problem.request_id);
  json.end_object();
  return json.take();
}

// Fields that are not known are passed over here, and only here: RFC 9457, 3.2 asks for it.
base::Result<Problem> problem_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  Problem problem;
  problem.title = fields.text("title");
  problem.status = static_cast<int>(fields.integer("status", 100, 599));
  problem.code = fields.text("code");
  if (fields.has("where")) problem.where = fields.text_or_null("where");
  if (fields.has("request_id")) problem.request_id = fields.text_or_null("request_id");
  return input.result(std::move(problem));
}

}  // namespace wire
