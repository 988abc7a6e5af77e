// Carries out one permitted command within its transaction.
#pragma once
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/model/command.hpp"
#include "core/model/person.hpp"
#include "server/gazetteer.hpp"
#include "server/storage/storage.hpp"

namespace server {

struct Carrying {
  storage::Transaction& transaction;
  const Gazetteer& gazetteer;
  const model::Account& account;
  model::CommandId id;
  base::Instant now;

  // Each validated and permitted; still refused (command.id_reused, insee.unknown,
  // correction.conflict, corrections.full) where only writing shows it.
  model::Answer out(const model::CreateAction& create) const;
  model::Answer out(const model::CloseAction& close) const;
  model::Answer out(const model::SuspendAction& suspend) const;
  model::Answer out(const model::RestoreAction& restore) const;
  model::Answer out(const model::UpdateProfile& update) const;
  model::Answer out(const model::CreateAssociation& create) const;
  model::Answer out(const model::ApproveAssociation& approve) const;
  model::Answer out(const model::SetMember& set) const;
  model::Answer out(const model::GrantRole& grant) const;
  model::Answer out(const model::RevokeRole& revoke) const;
  model::Answer out(const model::CreateEvent& create) const;
  model::Answer out(const model::JoinEvent& join) const;
  model::Answer out(const model::LeaveEvent& leave) const;
  // Those of places are in corrections.cpp.
  model::Answer out(const model::SuggestCorrection& suggestion) const;
  model::Answer out(const model::AcceptCorrection& accept) const;
  model::Answer out(const model::RefuseCorrection& refuse) const;
  model::Answer out(const model::AssignPlace& assign) const;
  model::Answer out(const model::EditPlace& edit) const;
  model::Answer out(const model::CheckPlace& check) const;
  model::Answer out(const model::TellNeeds& needs) const;

 private:
  model::Answer applied() const { return {id, model::Verdict::applied, "", ""}; }
  model::Answer refused(std::string reason, std::string where) const {
    return {id, model::Verdict::refused, std::move(reason), std::move(where)};
  }
  model::Answer change(const model::Place& place, const std::vector<model::FieldChange>& changes,
                       const std::vector<model::FieldText>& seen) const;
  base::Result<model::PublicPosition> public_position(const model::Whereabouts& at) const;
};

}  // namespace server
