"""Readers of the base map's sources. Each returns plain Python or numpy values in degrees."""
import json
import sqlite3
import struct
import unicodedata

import h5py
import numpy as np


def _bin_corner(index):
    """South-west corner of a 1° bin of GSHHG's netCDF files, rows from north to south."""
    lat = 89 - index // 360
    lon = index % 360
    return (lon if lon < 180 else lon - 360), lat


def read_rivers(path, box):
    """WDBII rivers in a box (west, south, east, north in whole degrees): [(level, (n, 2))]."""
    with h5py.File(path) as f:
        first = f['Id_of_first_segment_in_a_bin'][:]
        count = f['N_segments_in_a_bin'][:]
        points = f['N_points_for_a_segment'][:].astype(int) & 0xffff
        level = f['Hierarchial_level_of_a_segment'][:]
        start = f['Id_of_first_point_in_a_segment'][:]
        x = f['Relative_longitude_from_SW_corner_of_bin'][:].astype(np.uint16) / 65535.0
        y = f['Relative_latitude_from_SW_corner_of_bin'][:].astype(np.uint16) / 65535.0
    west, south, east, north = box
    rivers = []
    for lat in range(south, north):
        for lon in range(west, east):
            b = (89 - lat) * 360 + lon % 360
            for s in range(first[b], first[b] + count[b]):
                a, n = start[s], points[s]
                rivers.append((int(level[s]), np.column_stack([lon + x[a:a + n], lat + y[a:a + n]])))
    return _join_rivers(rivers)


def _join_rivers(rivers):
    """GSHHG cuts rivers at its 1° bins; joins the pieces of one level that share an end."""
    key = lambda level, p: (level, round(p[0], 4), round(p[1], 4))
    lines = {i: r for i, r in enumerate(rivers)}
    ends = {}
    for i, (level, p) in lines.items():
        for q in (p[0], p[-1]):
            on_edge = min(abs(q[0] - round(q[0])), abs(q[1] - round(q[1]))) < 1e-6
            if on_edge:
                ends.setdefault(key(level, q), []).append(i)
    alias = {}

    def find(i):
        while i in alias:
            i = alias[i]
        return i

    for k in sorted(ends):
        pair = sorted({find(i) for i in ends[k]})
        if len(pair) != 2:
            continue
        a, b = (lines[i][1] for i in pair)
        if key(k[0], a[0]) == k:
            a = a[::-1]
        if key(k[0], b[-1]) == k:
            b = b[::-1]
        if key(k[0], a[-1]) != k or key(k[0], b[0]) != k:
            continue
        lines[pair[0]] = (k[0], np.vstack([a, b[1:]]))
        del lines[pair[1]]
        alias[pair[1]] = pair[0]
    return [lines[i] for i in sorted(lines)]


def read_shore(path, min_area_km2, small_area_km2, boxes):
    """GSHHG shore polygons of the world as closed rings: [(level, area_km2, (n, 2))], level 1 is
    land, 2 lake, 3 island in a lake. The file holds them cut at 1° bins; pieces of one polygon
    are chained again where the end of one is the start of another. Polygons under small_area_km2
    are read only in boxes (west, south, east, north in degrees)."""
    with h5py.File(path) as f:
        first = f['Id_of_first_segment_in_a_bin'][:]
        count = f['N_segments_in_a_bin'][:]
        info = f['Embedded_npts_levels_exit_entry_for_a_segment'][:].astype(np.int64)
        start = f['Id_of_first_point_in_a_segment'][:]
        owner = f['Id_of_GSHHS_ID'][:]
        area = f['The_km_squared_area_of_polygons'][:]
        antarctic = f['Embedded_ANT_flag'][:]
        x = f['Relative_longitude_from_SW_corner_of_bin'][:].astype(np.uint16).astype(np.int64)
        y = f['Relative_latitude_from_SW_corner_of_bin'][:].astype(np.uint16).astype(np.int64)
    pieces = {}
    for b in range(len(first)):
        if count[b] == 0:
            continue
        lon, lat = _bin_corner(b)
        if lat < -60:
            continue
        near = any(w - 2 < lon < e + 1 and so - 2 < lat < n + 1 for w, so, e, n in boxes)
        least = min_area_km2 if near else small_area_km2
        for s in range(first[b], first[b] + count[b]):
            polygon = int(owner[s])
            if antarctic[s] or abs(area[polygon]) < least:
                continue
            n, level = int(info[s] >> 9), int((info[s] >> 6) & 7)
            a = start[s]
            px = (x[a:a + n] + lon * 65535) % (360 * 65535)
            p = np.column_stack([px, y[a:a + n] + lat * 65535])
            pieces.setdefault((polygon, level), []).append(p)
    rings = []
    for (polygon, level), parts in sorted(pieces.items()):
        for ring in _chain(parts):
            p = ring.astype(float) / 65535.0
            # Unwrap the date line so that a ring never jumps by 360°, then bring it home.
            p[:, 0] = np.degrees(np.unwrap(np.radians(p[:, 0])))
            p[:, 0] -= 360 * round((p[:, 0].min() + p[:, 0].max()) / 2 / 360)
            rings.append((level, float(abs(area[polygon])), p))
    return rings


def _chain(parts):
    """Joins pieces end to start into closed rings; pieces that are closed already pass."""
    rings, open_parts = [], {}
    for p in parts:
        if (p[0] == p[-1]).all():
            rings.append(p)
        else:
            open_parts.setdefault(tuple(p[0]), []).append(p)
    while open_parts:
        begin = min(open_parts)
        line, at = [], begin
        while at in open_parts:
            p = open_parts[at].pop()
            if not open_parts[at]:
                del open_parts[at]
            line.append(p)
            at = tuple(p[-1])
            if at == begin:
                break
        p = np.vstack(line)
        rings.append(p if at == begin else np.vstack([p, p[:1]]))
    return rings


def read_provinces(path, countries):
    """Natural Earth provinces of some countries: [(iso_a2, name, [ring (n, 2), …])]."""
    db = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    marks = ','.join('?' * len(countries))
    rows = db.execute('select iso_a2, name, geom from states_provinces '
                      f'where iso_a2 in ({marks}) order by fid', countries)
    return [(iso, name, _gpkg_rings(blob)) for iso, name, blob in rows]


def _gpkg_rings(blob):
    """The rings of a GeoPackage multipolygon (OGC 12-128r15, WKB after a small header)."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    at = 8 + envelope
    rings = []

    def geometry(at):
        order = '<' if blob[at] == 1 else '>'
        kind, n = struct.unpack_from(order + 'II', blob, at + 1)
        at += 9
        for _ in range(n):
            if kind % 1000 == 6:
                at = geometry(at)
            else:
                (m,) = struct.unpack_from(order + 'I', blob, at)
                at += 4
                rings.append(np.frombuffer(blob, order + 'f8', m * 2, at).reshape(m, 2))
                at += m * 16
        return at

    geometry(at)
    return rings


def plain(name):
    """A name reduced for joining: no accents, case, hyphens, articles' apostrophes."""
    name = unicodedata.normalize('NFD', name.lower().replace('œ', 'oe').replace('æ', 'ae'))
    name = ''.join(c for c in name if not unicodedata.combining(c))
    words = ''.join(c if c.isalnum() else ' ' for c in name).split()
    full = {'st': 'saint', 'ste': 'sainte'}
    return ' '.join(full.get(w, w) for w in words)


def read_cities(path):
    """GeoNames places over 1,000 inhabitants: name, lat, lng, country, admin1, admin2."""
    with open(path, encoding='utf-8') as f:
        rows = json.load(f)
    for r in rows:
        r['lat'], r['lon'] = float(r['lat']), float(r['lng'])
    return rows


def read_json(path):
    with open(path, encoding='utf-8') as f:
        return json.load(f)
