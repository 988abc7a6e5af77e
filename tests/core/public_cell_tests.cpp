#include "core/geo/public_cell.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

#include "core/geo/mercator.hpp"
#include "tests/core/examples.hpp"

namespace {

double height_m(const model::PublicPosition& cell) {
  const auto [lat, lon] = cell.centre;
  const double half = cell.cell_height_deg / 2;
  return geo::distance_m({lat - half, lon}, {lat + half, lon});
}

double width_m(const model::PublicPosition& cell) {
  const auto [lat, lon] = cell.centre;
  const double half = cell.cell_width_deg / 2;
  return geo::distance_m({lat, lon - half}, {lat, lon + half});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(public_cell)

BOOST_AUTO_TEST_CASE(the_cell_of_a_cells_centre_is_that_cell) {
  examples::Chance chance(6);
  for (int i = 0; i < 100'000; ++i) {
    const auto cell = geo::public_cell(chance.position());
    BOOST_REQUIRE(geo::public_cell(cell.centre) == cell);
  }
}

BOOST_AUTO_TEST_CASE(a_cell_holds_its_points) {
  examples::Chance chance(7);
  for (int i = 0; i < 100'000; ++i) {
    auto exact = chance.position();
    const auto cell = geo::public_cell(exact);
    if (exact.lon_deg >= 180) exact.lon_deg = -180;
    BOOST_REQUIRE_LE(std::abs(exact.lat_deg - cell.centre.lat_deg),
                     cell.cell_height_deg / 2 + 1e-9);
    BOOST_REQUIRE_LE(std::abs(exact.lon_deg - cell.centre.lon_deg), cell.cell_width_deg / 2 + 1e-9);
  }
}

BOOST_AUTO_TEST_CASE(a_cell_is_about_250_m_a_side_where_people_live) {
  for (double lat = -60; lat <= 60; lat += 0.01) {
    const auto cell = geo::public_cell({lat, 2.35});
    BOOST_REQUIRE_CLOSE(height_m(cell), geo::kCellSide_m, 0.1);
    BOOST_REQUIRE_CLOSE(width_m(cell), geo::kCellSide_m, 0.5);
  }
}

// Whatever point of the cell was given, what is kept is the same to the last bit.
BOOST_AUTO_TEST_CASE(all_points_of_a_cell_give_the_identical_public_position) {
  examples::Chance chance(8);
  for (int i = 0; i < 2'000; ++i) {
    const auto cell = geo::public_cell({chance.between(-89, 89), chance.between(-180, 180)});
    for (int j = 0; j < 50; ++j) {
      const double margin = 0.4999999;  // of the side: the edges belong to one of two neighbours
      const model::Position inside{
          cell.centre.lat_deg + chance.between(-margin, margin) * cell.cell_height_deg,
          cell.centre.lon_deg + chance.between(-margin, margin) * cell.cell_width_deg};
      BOOST_REQUIRE(geo::public_cell(inside) == cell);
    }
  }
}

// Someone who may publish as often as they like, and compares, finds the cell's edges and nothing
// below: the answers on the way between two points change only where a cell ends.
BOOST_AUTO_TEST_CASE(walking_through_a_town_shows_only_the_grid) {
  int changes = 0;
  auto previous = geo::public_cell({48.85, 2.30});
  const int kSteps = 100'000;
  for (int i = 1; i <= kSteps; ++i) {
    const auto cell = geo::public_cell({48.85, 2.30 + 0.1 * i / kSteps});
    if (cell != previous) {
      ++changes;
      BOOST_REQUIRE_CLOSE(cell.centre.lon_deg - previous.centre.lon_deg, cell.cell_width_deg, 1e-4);
      BOOST_REQUIRE_EQUAL(cell.centre.lat_deg, previous.centre.lat_deg);
    }
    previous = cell;
  }
  BOOST_TEST(changes == std::round(0.1 / previous.cell_width_deg),
             boost::test_tools::tolerance(0.05));
}

BOOST_AUTO_TEST_CASE(poles_and_antimeridian_are_ordinary) {
  for (const double lon : {-180.0, -90.0, 0.0, 179.999999, 180.0}) {
    for (const double lat : {-90.0, -89.9999, 89.9999, 90.0}) {
      const auto cell = geo::public_cell({lat, lon});
      BOOST_CHECK(std::abs(cell.centre.lat_deg) < 90 && std::abs(cell.centre.lon_deg) < 180);
      BOOST_CHECK(geo::public_cell(cell.centre) == cell);
    }
  }
  BOOST_CHECK(geo::public_cell({48, 180}) == geo::public_cell({48, -180}));
}

// Cells are stored: a change of the grid would let two cells of one point be compared.
BOOST_AUTO_TEST_CASE(the_grid_never_changes) {
  const auto cell = geo::public_cell({48.86783, 2.36373});
  BOOST_CHECK_SMALL(cell.centre.lat_deg - 48.86822383212589, 1e-12);
  BOOST_CHECK_SMALL(cell.centre.lon_deg - 2.3635189791694415, 1e-12);
}

BOOST_AUTO_TEST_SUITE_END()
