// A person who has an account. What others may see is a type of its own; phone and e-mail are in
// none of them.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.hpp"
#include "core/model/interest.hpp"

namespace model {

using PersonId = base::Id<struct PersonTag>;

enum class Goal : std::uint8_t { offer_help, ask_for_help, organization };
inline constexpr std::array kGoals{Goal::offer_help, Goal::ask_for_help, Goal::organization};
std::string_view to_text(Goal goal);
std::optional<Goal> goal(std::string_view text);

// What everybody sees of the person behind an action. Last names never get here.
struct PublicAuthor {
  PersonId id;
  std::string first_name;
  bool operator==(const PublicAuthor&) const = default;
};

// Who is signed in, as the person sees themself.
struct Account {
  PersonId id;
  std::string first_name;
  Goal goal = Goal::offer_help;
  bool operator==(const Account&) const = default;
};

// What a person tells of themself, to everybody. No field asks for health or housing.
struct Profile {
  std::string first_name;
  std::string about;
  std::vector<std::string> languages;  // BCP 47 tags: "fr", "ar"
  std::vector<std::string> skills;     // in the person's words
  std::vector<Interest> interests;
  std::string availability;   // in the person's words: "le samedi matin"
  std::string neighbourhood;  // a name: "Belleville"; never an address
  bool operator==(const Profile&) const = default;
};

}  // namespace model
