"""Built-up areas, estimated: no packaged source holds them at this scale.

Each commune is a hill as wide as its people need (basemap_labels.urban_radius_m); where the sum
of the hills passes a threshold is town. Neighbouring communes of one city melt into one shape.
"""
import math

import numpy as np

CELL_M = 400.0


def urban_rings(rows):
    """Rings (unit square) around built-up areas from rows of (x, y, lat, radius_m)."""
    field = {}
    block = 64
    world_m = 40075016.686
    for x, y, lat, radius in rows:
        # The grid is Mercator: a ground metre is 1/cos(lat) grid metres.
        r = radius / math.cos(math.radians(lat)) / CELL_M
        cx, cy = x * world_m / CELL_M, y * world_m / CELL_M
        reach = int(r * 2.2) + 2
        x0, y0 = int(cx) - reach, int(cy) - reach
        gx = np.arange(x0, x0 + 2 * reach + 1)
        gy = np.arange(y0, y0 + 2 * reach + 1)
        hill = np.exp(-((gx[None, :] - cx) ** 2 + (gy[:, None] - cy) ** 2) / (r * r))
        for j in range(y0 // block, (y0 + 2 * reach) // block + 1):
            for i in range(x0 // block, (x0 + 2 * reach) // block + 1):
                tile = field.setdefault((j, i), np.zeros((block, block)))
                ax, ay = max(x0, i * block), max(y0, j * block)
                bx, by = min(x0 + 2 * reach + 1, (i + 1) * block), min(y0 + 2 * reach + 1, (j + 1) * block)
                tile[ay - j * block:by - j * block, ax - i * block:bx - i * block] += \
                    hill[ay - y0:by - y0, ax - x0:bx - x0]
    for (j, i), tile in field.items():
        y, x = np.mgrid[j * block:(j + 1) * block, i * block:(i + 1) * block]
        tile *= np.exp(0.75 * _noise(x, y, 4) + 0.75 * _noise(x, y, 9))
    scale = CELL_M / world_m
    return [np.array(ring) * scale for ring in _contours(field, block, math.exp(-1))]


def _noise(x, y, period):
    """Smooth value noise in [-0.5, 0.5], the same at every build: edges of towns are not round."""
    i, j = x // period, y // period
    u, v = (x % period) / period, (y % period) / period
    u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v)

    def corner(a, b):
        h = (a * 73856093) ^ (b * 19349663) ^ (period * 83492791)
        h = (h ^ (h >> 13)) * 1274126177 & 0xffffffff
        return (h >> 8 & 0xffff) / 65535 - 0.5

    top = corner(i, j) * (1 - u) + corner(i + 1, j) * u
    low = corner(i, j + 1) * (1 - u) + corner(i + 1, j + 1) * u
    return top * (1 - v) + low * v


def _contours(field, block, level):
    """Marching squares over sparse blocks, higher ground on the left of every edge."""
    def value(x, y):
        tile = field.get((y // block, x // block))
        return 0.0 if tile is None else tile[y % block, x % block]

    edges = {}
    for (j, i), tile in sorted(field.items()):
        wide = np.zeros((block + 1, block + 1))
        wide[:block, :block] = tile
        right, below, corner = field.get((j, i + 1)), field.get((j + 1, i)), field.get((j + 1, i + 1))
        if right is not None:
            wide[:block, block] = right[:, 0]
        if below is not None:
            wide[block, :block] = below[0]
        if corner is not None:
            wide[block, block] = corner[0, 0]
        up = wide >= level
        code = up[:-1, :-1] * 1 + up[:-1, 1:] * 2 + up[1:, 1:] * 4 + up[1:, :-1] * 8
        for y, x in zip(*np.nonzero((code > 0) & (code < 15))):
            _cell_edges(edges, int(code[y, x]), i * block + int(x), j * block + int(y),
                        wide[y:y + 2, x:x + 2], level)
    rings = []
    while edges:
        begin, (at, point) = next(iter(edges.items()))
        ring, key = [], begin
        while key in edges:
            nxt, point = edges.pop(key)
            ring.append(point)
            key = nxt
        if len(ring) > 3:
            rings.append(ring)
    return rings


def _cell_edges(edges, code, x, y, v, level):
    """Adds the directed contour pieces of one cell: from one crossed side to another."""
    def cross(side):
        a, b = {'n': (v[0, 0], v[0, 1]), 'e': (v[0, 1], v[1, 1]), 's': (v[1, 0], v[1, 1]),
                'w': (v[0, 0], v[1, 0])}[side]
        t = (level - a) / (b - a)
        return {'n': (x + t, y), 'e': (x + 1, y + t), 's': (x + t, y + 1), 'w': (x, y + t)}[side]

    def key(side):
        return {'n': ('h', x, y), 's': ('h', x, y + 1), 'w': ('v', x, y), 'e': ('v', x + 1, y)}[side]

    turns = {1: 'wn', 2: 'ne', 3: 'we', 4: 'es', 5: 'wnes', 6: 'ns', 7: 'ws', 8: 'sw', 9: 'sn',
             10: 'nesw', 11: 'se', 12: 'ew', 13: 'en', 14: 'nw'}[code]
    for a, b in zip(turns[0::2], turns[1::2]):
        edges[key(a)] = (key(b), cross(a))
