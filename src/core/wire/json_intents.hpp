// The body of each command: how it is written into, and read from, a command. One pair a kind; the
// table of kinds is in json_command.cpp.
#pragma once
#include "core/model/command.hpp"
#include "core/wire/json_reader.hpp"
#include "core/wire/json_writer.hpp"

namespace wire {

void write(JsonWriter& json, const model::CreateAction& create);
void write(JsonWriter& json, const model::CloseAction& close);
void write(JsonWriter& json, const model::SuspendAction& suspend);
void write(JsonWriter& json, const model::RestoreAction& restore);
void write(JsonWriter& json, const model::UpdateProfile& update);
void write(JsonWriter& json, const model::CreateAssociation& create);
void write(JsonWriter& json, const model::ApproveAssociation& approve);
void write(JsonWriter& json, const model::SetMember& set);
void write(JsonWriter& json, const model::GrantRole& grant);
void write(JsonWriter& json, const model::RevokeRole& revoke);
void write(JsonWriter& json, const model::CreateEvent& create);
void write(JsonWriter& json, const model::JoinEvent& join);
void write(JsonWriter& json, const model::LeaveEvent& leave);
void write(JsonWriter& json, const model::SuggestCorrection& suggestion);
void write(JsonWriter& json, const model::AcceptCorrection& accept);
void write(JsonWriter& json, const model::RefuseCorrection& refuse);
void write(JsonWriter& json, const model::AssignPlace& assign);
void write(JsonWriter& json, const model::EditPlace& edit);
void write(JsonWriter& json, const model::CheckPlace& check);
void write(JsonWriter& json, const model::TellNeeds& needs);

// `Intent` is one of those above.
template <class Intent>
Intent read_intent(JsonInput& input, const JsonValue& value);

}  // namespace wire
