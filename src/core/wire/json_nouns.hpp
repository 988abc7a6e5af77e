// Nouns that stand inside others: how each is written into, and read from, a larger document.
#pragma once
#include "core/model/action.hpp"
#include "core/model/person.hpp"
#include "core/model/place_care.hpp"
#include "core/model/role.hpp"
#include "core/wire/json_reader.hpp"
#include "core/wire/json_writer.hpp"

namespace wire {

void write(JsonWriter& json, const model::Action& action);
void write(JsonWriter& json, const model::PublicAuthor& author);
void write(JsonWriter& json, const model::Area& area);
void write_care(JsonWriter& json, const model::PlaceCare& care);  // as fields of a place

// What could not be read is noted in `input`, and a default in its place.
model::Action read_action(JsonInput& input, const JsonValue& value);
model::PublicAuthor read_author(JsonInput& input, const JsonValue& value);
model::Area read_area(JsonInput& input, const JsonValue& value);
model::PlaceCare read_care(JsonInput& input, JsonFields& fields);

}  // namespace wire
