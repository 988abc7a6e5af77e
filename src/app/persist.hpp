// What outlives the page, as text: the drafts and the outbox. Written by this client or an older
// one, kept by a browser, changed by anybody: what is damaged is left out, and nothing read is
// trusted.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/state.hpp"

namespace app {

inline constexpr std::size_t kSavedMax = 1 << 20;  // bytes; a longer text is none of ours

// The code of a sign-in is not kept: it is a secret, and short.
struct SavedDrafts {
  Drafts drafts;
  SignInStep step =
      SignInStep::contact;  // `profile` is read as `code`: the code is asked once more
  std::optional<Location> then;
};
std::string drafts_to_text(const SavedDrafts& saved);
// None where the text is damaged anywhere.
std::optional<SavedDrafts> drafts_from_text(std::string_view text);

// Only what the server has not answered. Read, all are saved and none is sent; damaged, invalid and
// repeated ones are left out.
std::string outbox_to_text(const std::vector<Pending>& outbox);
std::vector<Pending> outbox_from_text(std::string_view text);

}  // namespace app
