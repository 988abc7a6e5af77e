// Numbers as the browser writes them (web/numbers.js).
#pragma once
#include "ui/host.hpp"

namespace client {

class NumbersHost final : public ui::Numbers {
 public:
  std::string written(ui::NumberForm form, double value, const char* language) override;
};

}  // namespace client
