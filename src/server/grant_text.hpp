// A grant in one line, for the audit log and the command line: "admin", "moderator 48.85,2.35 5000
// m".
#pragma once
#include <string>

#include "core/model/role.hpp"

namespace server {

std::string text_of(const model::Grant& grant);

}  // namespace server
