#include "core/geo/engine.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace geo {
namespace {

// The cache holds 32 x 16 tiles of a zoom level, many times a screen, and of four levels next to
// each other. A view is made of blocks of at most 16 x 16 of them, so that the tiles of a block all
// have a place and its grid stays small.
constexpr std::uint32_t kTilesAcross = 32, kTilesDown = 16, kLevels = 4;
constexpr std::int32_t kBlockTiles = 16;

int tile_shift(int zoom) { return 32 - zoom; }

}  // namespace

void Engine::add(std::span<const IndexPoint> points) {
  points_.add(points);
  ++version_;
}

bool Engine::remove(WorldPoint at, std::uint32_t id) {
  if (!points_.remove(at, id)) return false;
  ++version_;
  return true;
}

bool Engine::update(WorldPoint at, std::uint32_t id, const IndexPoint& changed) {
  if (!remove(at, id)) return false;
  add({&changed, 1});
  return true;
}

bool Engine::set_open(WorldPoint at, std::uint32_t id, bool open) {
  if (!points_.set_open(at, id, open)) return false;
  if (filter().only_open) ++version_;
  return true;
}

void Engine::set_filter(const PointFilter& filter) {
  points_.set_filter(filter);
  ++version_;
}

std::size_t Engine::place_of_tile(int zoom, std::uint32_t x, std::uint32_t y) {
  const std::uint32_t row =
      y % kTilesDown + static_cast<std::uint32_t>(zoom) % kLevels * kTilesDown;
  return row * kTilesAcross + x % kTilesAcross;
}

Engine::Tile& Engine::tile_at(int zoom, std::uint32_t x, std::uint32_t y) {
  return tiles_[place_of_tile(zoom, x, y)];
}

bool Engine::is_known(int zoom, std::int32_t x, std::int32_t y) {
  const std::uint32_t column = static_cast<std::uint32_t>(x) & ((1u << zoom) - 1);
  const auto row = static_cast<std::uint32_t>(y);
  return !tiles_.empty() &&
         tile_names_[place_of_tile(zoom, column, row)] == TileName{version_, zoom, column, row};
}

// The smallest rectangle of tiles that has all that are not in the cache.
Engine::TileRect Engine::unknown(int zoom, const TileRect& tiles) {
  if (made_version_ != version_) return tiles;  // none has been made since the last change
  std::int32_t west = INT32_MAX, north = INT32_MAX, east = INT32_MIN, south = INT32_MIN;
  for (std::int32_t y = tiles.y; y < tiles.y + tiles.rows; ++y) {
    for (std::int32_t x = tiles.x; x < tiles.x + tiles.columns; ++x) {
      if (is_known(zoom, x, y)) continue;
      west = std::min(west, x);
      east = std::max(east, x);
      north = std::min(north, y);
      south = std::max(south, y);
    }
  }
  if (east < west) return {};
  return {west, north, east - west + 1, south - north + 1};
}

void Engine::make_tiles(int zoom, const TileRect& tiles) {
  tiles_.resize(kTilesAcross * kTilesDown * kLevels);
  tile_names_.resize(tiles_.size());
  made_version_ = version_;
  grid_.load(points_, zoom,
             {tiles.x * kCellsPerTile, tiles.y * kCellsPerTile, tiles.columns * kCellsPerTile,
              tiles.rows * kCellsPerTile});
  for (std::int32_t y = tiles.y; y < tiles.y + tiles.rows; ++y) {
    for (std::int32_t x = tiles.x; x < tiles.x + tiles.columns; ++x) {
      const std::uint32_t column = static_cast<std::uint32_t>(x) & ((1u << zoom) - 1);
      const auto row = static_cast<std::uint32_t>(y);
      const std::size_t place = place_of_tile(zoom, column, row);
      tile_names_[place] = {version_, zoom, column, row};
      tiles_[place].size = 0;
    }
  }
  const auto tile_of = [&](std::uint32_t units) {
    return static_cast<std::uint32_t>(std::uint64_t{units} >> tile_shift(zoom));
  };
  grid_.each_cluster([&](const PointCluster& cluster) {
    Tile& tile = tile_at(zoom, tile_of(cluster.cell.x), tile_of(cluster.cell.y));
    tile.clusters[tile.size++] = cluster;
  });
}

std::span<const PointCluster> Engine::tile(int zoom, std::uint32_t x, std::uint32_t y) {
  const auto column = static_cast<std::int32_t>(x), row = static_cast<std::int32_t>(y);
  if (!is_known(zoom, column, row)) make_tiles(zoom, {column, row, 1, 1});
  return tile_at(zoom, x, y).all();
}

std::span<const PointCluster> Engine::view(const MapView& view) {
  found_.clear();
  const MapWindow window(view);
  if (view.zoom > kMergeMaxZoom) {
    view_places(window);
  } else {
    view_tiles(window, view.zoom);
  }
  return found_;
}

// The cells that clusters in a window may have.
CellRect Engine::cells_of(const MapWindow& window, int zoom) const {
  // The cell of a cluster may be so far from its mean.
  const std::int64_t reach = std::int64_t{kMergeRadius_px} * units_per_px(zoom);
  const int shift = 32 - cell_level(zoom);
  const std::int64_t across = std::int64_t{1} << cell_level(zoom);
  const WorldBox& bounds = points_.bounds();
  std::int64_t west = (window.first.x - reach) >> shift;
  std::int64_t east = (window.first.x + std::int64_t{window.width} + reach) >> shift;
  if (west >= 0 && east < across) {  // nothing is beyond where the points are
    west = std::max(west, std::int64_t{bounds.first.x} >> shift);
    east = std::min(east, std::int64_t{bounds.last.x} >> shift);
  }
  const std::int64_t north =
      std::max(std::int64_t{bounds.first.y} >> shift, (window.first.y - reach) >> shift);
  const std::int64_t south =
      std::min<std::int64_t>((window.first.y + std::int64_t{window.height} + reach) >> shift,
                             std::int64_t{bounds.last.y} >> shift);
  if (north > south || west > east) return {};
  return {static_cast<std::int32_t>(west), static_cast<std::int32_t>(north),
          static_cast<std::int32_t>(east - west + 1), static_cast<std::int32_t>(south - north + 1)};
}

Engine::TileRect Engine::tiles_of(const CellRect& cells, int zoom) {
  if (cells.columns == 0) return {};
  const auto tile = [](std::int32_t cell) {
    return cell >> std::countr_zero(unsigned{kCellsPerTile});
  };
  const std::int32_t west = tile(cells.column), north = tile(cells.row);
  const std::int32_t columns = tile(cells.column + cells.columns - 1) - west + 1;
  const std::int32_t rows = tile(cells.row + cells.rows - 1) - north + 1;
  return {west, north, std::min(columns, 1 << zoom), rows};
}

bool Engine::prepare(const MapView& view) {
  // Half a screen round the view, what a step inward shows, and what a step outward does.
  for (const auto& [step, padding_px] : {std::pair{0, 640}, {1, 0}, {-1, 640}}) {
    MapView near = view;
    near.zoom += step;
    near.padding_px = padding_px;
    if (near.zoom < 0 || near.zoom > kMergeMaxZoom) continue;
    TileRect tiles = tiles_of(cells_of(MapWindow(near), near.zoom), near.zoom);
    tiles.x += std::max(0, tiles.columns - kBlockTiles) / 2;
    tiles.y += std::max(0, tiles.rows - kBlockTiles) / 2;
    tiles.columns = std::min(tiles.columns, kBlockTiles);
    tiles.rows = std::min(tiles.rows, kBlockTiles);
    const TileRect missing = unknown(near.zoom, tiles);
    if (missing.columns == 0) continue;
    make_tiles(near.zoom, missing);
    return true;
  }
  return false;
}

// The first look at a zoom level since a change finds what is seen and no more. Whoever looks again
// gets whole tiles, which are kept.
void Engine::view_tiles(const MapWindow& window, int zoom) {
  const CellRect cells = cells_of(window, zoom);
  const TileRect tiles = tiles_of(cells, zoom);
  const bool is_first_look = looked_version_ != version_ || looked_zoom_ != zoom;
  looked_version_ = version_;
  looked_zoom_ = zoom;
  const bool is_small = tiles.columns <= kBlockTiles && tiles.rows <= kBlockTiles;
  const bool goes_round = cells.columns > 1 << cell_level(zoom);
  if (is_first_look && is_small && !goes_round && unknown(zoom, tiles) == tiles) {
    view_cells(window, zoom, cells);
  } else {
    view_part(window, zoom, tiles);
  }
}

void Engine::view_cells(const MapWindow& window, int zoom, const CellRect& cells) {
  if (cells.columns == 0) return;
  grid_.load(points_, zoom, cells);
  grid_.each_cluster([&](const PointCluster& cluster) {
    if (window.holds(cluster.at)) found_.push_back(cluster);
  });
}

// Halves a rectangle until it is a block, and leaves out what is empty: a view of the whole world
// at a deep zoom costs no more than its points do.
void Engine::view_part(const MapWindow& window, int zoom, const TileRect& tiles) {
  if (tiles.columns <= kBlockTiles && tiles.rows <= kBlockTiles) {
    return view_block(window, zoom, tiles);
  }
  if (is_empty(zoom, tiles)) return;
  TileRect first = tiles, second = tiles;
  if (tiles.columns > tiles.rows) {
    first.columns /= 2;
    second.x += first.columns;
    second.columns -= first.columns;
  } else {
    first.rows /= 2;
    second.y += first.rows;
    second.rows -= first.rows;
  }
  view_part(window, zoom, first);
  view_part(window, zoom, second);
}

bool Engine::is_empty(int zoom, const TileRect& tiles) {
  const auto units = [&](std::int32_t count) {
    return static_cast<std::uint32_t>(std::int64_t{count} << tile_shift(zoom));
  };
  MapWindow box{{}};
  box.first = {units(tiles.x), units(tiles.y)};
  box.width = units(tiles.columns) - 1;
  box.height = units(tiles.rows) - 1;
  bool is_empty = true;
  box.each_box([&](const WorldBox& part) {
    is_empty =
        is_empty && points_.each(part, [](const PointChunk&, std::uint32_t) { return false; });
  });
  return is_empty;
}

void Engine::view_block(const MapWindow& window, int zoom, const TileRect& tiles) {
  const TileRect missing = unknown(zoom, tiles);
  if (missing.columns > 0) make_tiles(zoom, missing);
  for (std::int32_t y = tiles.y; y < tiles.y + tiles.rows; ++y) {
    for (std::int32_t x = tiles.x; x < tiles.x + tiles.columns; ++x) {
      const Tile& tile = tile_at(zoom, static_cast<std::uint32_t>(x) & ((1u << zoom) - 1),
                                 static_cast<std::uint32_t>(y));
      for (const PointCluster& cluster : tile.all()) {
        if (window.holds(cluster.at)) found_.push_back(cluster);
      }
    }
  }
}

void Engine::view_places(const MapWindow& window) {
  window.each_box([&](const WorldBox& box) {
    points_.each(box, [&](const PointChunk& chunk, std::uint32_t i) {
      const WorldPoint at = chunk.at(i);
      if (found_.empty() || found_.back().at != at) {
        found_.push_back({at, 1, chunk.id(i), at});
      } else {
        ++found_.back().count;
        found_.back().id = 0;
      }
      return true;
    });
  });
}

std::vector<Quad> Engine::members(int zoom, WorldPoint cell) {
  if (zoom > kMergeMaxZoom) return {{cell, 32}};
  if (quad_of(cell, cell_level(zoom)).corner != cell) return {};
  const int shift = 32 - cell_level(zoom);
  grid_.load(points_, zoom,
             {static_cast<std::int32_t>(cell.x >> shift),
              static_cast<std::int32_t>(cell.y >> shift), 1, 1});
  return grid_.members(cell);
}

std::vector<std::uint32_t> Engine::leaves(int zoom, WorldPoint cell, std::uint32_t offset,
                                          std::uint32_t limit) {
  std::vector<std::uint32_t> ids;
  for (const Quad& member : members(zoom, cell)) {
    const bool is_more_wanted =
        limit > 0 && points_.each(box_of(member), [&](const PointChunk& chunk, std::uint32_t i) {
          if (offset > 0) {
            --offset;
            return true;
          }
          ids.push_back(chunk.id(i));
          return ids.size() < limit;
        });
    if (!is_more_wanted) break;
  }
  return ids;
}

// Often two quarters of the cluster's own cell each stand for themselves. The tile may say so: it
// is one tile, since a cell and its quarters never lie in two.
bool Engine::splits_at_next_zoom(int zoom, WorldPoint cell) {
  const int shift = tile_shift(zoom + 1);
  const std::uint32_t x = cell.x >> shift, y = cell.y >> shift;
  if (is_known(zoom + 1, static_cast<std::int32_t>(x), static_cast<std::int32_t>(y))) {
    const auto clusters = tile_at(zoom + 1, x, y).all();
    return std::count_if(clusters.begin(), clusters.end(), [&](const PointCluster& cluster) {
             return quad_of(cluster.cell, cell_level(zoom)).corner == cell;
           }) > 1;
  }
  const Quad own{cell, cell_level(zoom)};
  std::uint32_t points = 0;
  const auto is_first = [&](const PointChunk&, std::uint32_t) { return ++points == 1; };
  if (points_.each(box_of(own), is_first)) return false;  // one point is not parted
  return !grid_.quarters(points_, zoom + 1, {&own, 1}).are_one;
}

int Engine::expansion_zoom(int zoom, WorldPoint cell) {
  if (zoom >= kMergeMaxZoom) return kMergeMaxZoom + 1;
  if (splits_at_next_zoom(zoom, cell)) return zoom + 1;
  std::vector<Quad> cells = members(zoom, cell);
  while (!cells.empty() && ++zoom <= kMergeMaxZoom) {
    const auto quarters = grid_.quarters(points_, zoom, cells);
    if (!quarters.are_one) return zoom;
    cells.assign(quarters.cells.begin(), quarters.cells.end());
  }
  return kMergeMaxZoom + 1;
}

std::array<std::uint32_t, 256> Engine::categories(int zoom, WorldPoint cell) {
  std::array<std::uint32_t, 256> counts{};
  for (const Quad& member : members(zoom, cell)) {
    points_.each(box_of(member), [&](const PointChunk& chunk, std::uint32_t i) {
      ++counts[chunk.category(i)];
      return true;
    });
  }
  return counts;
}

std::uint32_t Engine::count(const MapView& view) {
  std::uint32_t count = 0;
  MapWindow(view).each_box([&](const WorldBox& box) { count += points_.count(box); });
  return count;
}

std::array<std::uint32_t, 256> Engine::facets(const MapView& view) {
  std::array<std::uint32_t, 256> counts{};
  MapWindow(view).each_box([&](const WorldBox& box) {
    const auto part = points_.facets(box);
    for (std::size_t i = 0; i < part.size(); ++i) counts[i] += part[i];
  });
  return counts;
}

}  // namespace geo
