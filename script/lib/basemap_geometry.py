"""Plane geometry of the base map: web Mercator, simplification, clipping, line joining.

All coordinates are web Mercator (EPSG:3857) scaled to a unit square: x and y in [0, 1], x grows
to the east and y to the south, the same frame as slippy-map tiles.
"""
import math

import numpy as np


def project(lon, lat):
    """Degrees (WGS 84) to the Mercator unit square. Works on numbers and on arrays."""
    lat = np.clip(lat, -85.05, 85.05)
    s = np.sin(np.radians(lat))
    return np.asarray(lon) / 360.0 + 0.5, 0.5 - np.log((1 + s) / (1 - s)) / (4 * math.pi)


def project_points(points):
    """A sequence of [lon, lat] to an (n, 2) array in the unit square."""
    a = np.asarray(points, dtype=float)
    x, y = project(a[:, 0], a[:, 1])
    return np.column_stack([x, y])


def window(west, south, east, north):
    """A box in degrees to (xmin, ymin, xmax, ymax) in the unit square."""
    x0, y1 = project(west, south)
    x1, y0 = project(east, north)
    return float(x0), float(y0), float(x1), float(y1)


def simplify(p, tolerance):
    """Douglas–Peucker on an open line; the ends stay. tolerance in unit-square units."""
    n = len(p)
    if n < 3:
        return p
    keep = np.zeros(n, dtype=bool)
    keep[0] = keep[-1] = True
    stack = [(0, n - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        d = p[b] - p[a]
        q = p[a + 1:b] - p[a]
        length2 = float(d @ d)
        if length2 == 0.0:
            dist2 = (q * q).sum(axis=1)
        else:
            t = np.clip((q @ d) / length2, 0.0, 1.0)
            r = q - t[:, None] * d
            dist2 = (r * r).sum(axis=1)
        k = int(dist2.argmax())
        if dist2[k] > tolerance * tolerance:
            k += a + 1
            keep[k] = True
            stack.append((a, k))
            stack.append((k, b))
    return p[keep]


def simplify_ring(p, tolerance):
    """Simplifies a closed ring (first point repeated at the end) from its two farthest ends."""
    if len(p) < 5:
        return p
    far = int(((p - p[0]) ** 2).sum(axis=1).argmax())
    if far in (0, len(p) - 1):
        return p[:0]
    one, two = simplify(p[:far + 1], tolerance), simplify(p[far:], tolerance)
    return np.vstack([one, two[1:]])


def _half_plane(p, axis, bound, keep_less):
    """Sutherland–Hodgman against one side of a box. p is a ring without its repeated end."""
    v = p[:, axis]
    inside = v <= bound if keep_less else v >= bound
    if inside.all():
        return p
    if not inside.any():
        return p[:0]
    nxt = np.roll(p, -1, axis=0)
    nxt_inside = np.roll(inside, -1)
    cross = inside != nxt_inside
    out = []
    span = nxt[:, axis] - v
    t = np.where(cross, (bound - v) / np.where(span == 0, 1, span), 0)
    cut = p + t[:, None] * (nxt - p)
    cut[:, axis] = np.where(cross, bound, cut[:, axis])
    order = np.empty((len(p) * 2, 2))
    order[0::2], order[1::2] = p, cut
    mask = np.empty(len(p) * 2, dtype=bool)
    mask[0::2], mask[1::2] = inside, cross
    out = order[mask]
    return out


def clip_ring(p, box):
    """The part of a ring inside a box (xmin, ymin, xmax, ymax); may hold zero-width bridges."""
    x0, y0, x1, y1 = box
    for axis, bound, less in ((0, x0, False), (0, x1, True), (1, y0, False), (1, y1, True)):
        if len(p) < 3:
            return p[:0]
        p = _half_plane(p, axis, bound, less)
    return p


def split_line(p, box, keep_inside):
    """The pieces of a line inside (or outside) a box. Cuts between points, not through edges:
    the sources are dense enough."""
    x0, y0, x1, y1 = box
    inside = (p[:, 0] >= x0) & (p[:, 0] <= x1) & (p[:, 1] >= y0) & (p[:, 1] <= y1)
    wanted = inside if keep_inside else ~inside
    pieces, start = [], None
    for i, w in enumerate(wanted):
        if w and start is None:
            start = i
        if not w and start is not None:
            pieces.append(p[start:i])
            start = None
    if start is not None:
        pieces.append(p[start:])
    return [q for q in pieces if len(q) > 1]


def bounds(p):
    return p[:, 0].min(), p[:, 1].min(), p[:, 0].max(), p[:, 1].max()


def touches(a, b):
    return a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1]


def join_edges(edges):
    """Chains unordered edges ((x, y), (x, y)) into lines that end at junctions and dead ends."""
    near = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    used = set()
    lines = []

    def walk(a, b):
        line = [a, b]
        used.add((min(a, b), max(a, b)))
        while len(near[b]) == 2:
            c = near[b][0] if near[b][0] != a else near[b][1]
            key = (min(b, c), max(b, c))
            if key in used:
                break
            used.add(key)
            line.append(c)
            a, b = b, c
        return line

    ends = sorted(k for k, v in near.items() if len(v) != 2)
    for a in ends + sorted(near):
        for b in sorted(near[a]):
            if (min(a, b), max(a, b)) not in used:
                lines.append(np.array(walk(a, b)))
    return lines
