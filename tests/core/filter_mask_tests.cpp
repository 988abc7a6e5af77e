#include "core/geo/filter_mask.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/core/engine_model.hpp"
#include "tests/core/examples.hpp"

BOOST_AUTO_TEST_SUITE(filter_mask)

BOOST_AUTO_TEST_CASE(many_points_compared_at_once_pass_as_they_do_one_by_one) {
  examples::Chance chance(30);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(chance.below(n)); };
  constexpr std::size_t kSize = 200, kReadAtOnce = 64;
  for (int i = 0; i < 300; ++i) {
    std::array<std::uint8_t, kSize + kReadAtOnce> categories{};
    std::array<std::uint32_t, kSize + kReadAtOnce> tags{};
    std::array<std::uint16_t, kSize + kReadAtOnce> first_days{}, last_days{};
    for (std::size_t k = 0; k < kSize; ++k) {
      const auto point = engine_model::any_point(below, {}, 0);
      categories[k] = point.category;
      tags[k] = point.tags;
      first_days[k] = point.days.first;
      last_days[k] = point.days.last;
    }
    const geo::FilterColumns columns{categories.data(), tags.data(), first_days.data(),
                                     last_days.data()};
    const geo::ColumnFilter filter(engine_model::any_filter(below, {}));
    for (std::uint32_t count = 1; count <= kSize; ++count) {
      std::array<std::uint64_t, 4> at_once{}, one_by_one{};
      filter.pass(columns, count, at_once.data());
      filter.pass_one_by_one(columns, count, one_by_one.data());
      BOOST_REQUIRE(at_once == one_by_one);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
