// Does a text hold a phone number or an e-mail address? Everybody sees public texts, and people
// write their number where they mean well; they are told before it is too late. It catches what is
// written openly, not who means to get round it, and it leaves alone what actions are full of:
// prices, years, dates, times, postal codes, short help lines (115, 3919).
#pragma once
#include <string_view>

namespace rules {

// French shapes however they are grouped ("06 12 34 56 78", "06.12.34.56.78", "0612 345 678"),
// international ones
// ("+33 (0)6 12 34 56 78", "0033…"), digits of other scripts, nine digits or more in a row or in
// groups of three or four.
bool has_phone_number(std::string_view text);

// A local part, an at sign, and a domain with a dot and a last label of two letters or more.
// "@name" is none.
bool has_email(std::string_view text);

}  // namespace rules
