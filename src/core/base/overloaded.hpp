// Several lambdas as one visitor: std::visit(base::Overloaded{[](const A&) {…}, [](const B&) {…}},
// variant). A case that is missing does not compile.
#pragma once

namespace base {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace base
