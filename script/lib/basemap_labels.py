"""Names on the map: which places are named, how important they are, from which zoom on.

Placement happens here, once, so that the client needs none: a label that appears at a zoom has
room there and at every deeper zoom, whatever tile it falls in.
"""
import json
import math
import pathlib

import numpy as np

from basemap_geometry import project
from basemap_sources import plain

COMMUNE, ARRONDISSEMENT, QUARTIER, WATER, COUNTRY, FOREIGN, PARK = range(7)
MAX_ZOOM = 15

# Styles the client knows by number: (pixel size, weight). web/basemap.js holds the same table.
STYLES = [(15, 700), (14, 700), (13, 500), (13, 500), (13, 700), (13, 500), (13, 500), (13, 700)]

# Advance widths of Nunito's letters in em, by weight; others count as an "m".
EM = json.loads((pathlib.Path(__file__).parent / 'basemap_widths.json').read_text(encoding='utf-8'))


def text_width(text, size, weight):
    """Width of a label in CSS px, before kerning."""
    em = EM[str(weight)]
    return sum(em.get(c, em['m']) for c in text) * size


def gazetteer(communes, cities):
    """Joins the communes of the official list with GeoNames coordinates by name and département.
    Returns (rows, missing): rows are dicts with insee, name, dept, lat, lon, population."""
    places = {}
    for c in cities:
        if c['country'] in ('FR', 'GP', 'MQ', 'GF', 'RE', 'YT'):
            dept = {'GP': '971', 'MQ': '972', 'GF': '973', 'RE': '974', 'YT': '976'}.get(
                c['country'], c['admin2'])
            places.setdefault((dept, plain(c['name'])), c)
    rows, missing = [], 0
    for c in communes:
        if c['type'] not in ('commune-actuelle', 'arrondissement-municipal'):
            continue
        dept = c['departement'] if 'departement' in c else c['code'][:2]
        place = _find_place(places, dept, c)
        if place is None:
            missing += 1
            continue
        rows.append({'insee': c['code'], 'name': c['nom'], 'dept': dept, 'lat': place['lat'],
                     'lon': place['lon'], 'population': c.get('population', 0), 'place': place})
    rows.sort(key=lambda r: r['insee'])
    return rows, missing


def _find_place(places, dept, commune):
    name = plain(commune['nom'])
    if commune['type'] == 'arrondissement-municipal':
        number = int(commune['code'][-2:])
        number -= {'132': 0, '693': 80, '751': 0}[commune['code'][:3]]
        city = {'13': 'marseille', '69': 'lyon', '75': 'paris'}[dept]
        start = f'{city} {number:02d}'
        for (d, n), place in places.items():
            if d == dept and (n == start or n.startswith(start + ' ')):
                return place
        return None
    article = name.split(' ', 1)
    for n in (name, article[1] if article[0] in ('le', 'la', 'les', 'l') and len(article) > 1 else ''):
        if n and (dept, n) in places:
            return places[(dept, n)]
    return None


def commune_labels(rows, cities, local):
    """All labels, unplaced: dicts with name, lon, lat, kind, style, rank, first (earliest zoom),
    last (latest zoom), radius_m (what it names reaches about that far)."""
    labels = []
    big = set(local['quartiers'])
    used = {id(r['place']) for r in rows}
    for r in rows:
        pop = r['population']
        if len(r['insee']) == 5 and r['insee'][:3] in ('132', '693', '751') and 'Arr' in r['name']:
            number = int(r['insee'][-2:]) - (80 if r['insee'][:3] == '693' else 0)
            city = r['name'].split()[0]
            name = f'{city} {number}{"er" if number == 1 else "e"}'
            labels.append(_label(name, r['lon'], r['lat'], ARRONDISSEMENT, 3, 12 + pop / 1e6, 11,
                                 MAX_ZOOM, 900))
            continue
        style = 0 if pop >= 150e3 else 1 if pop >= 40e3 else 2 if pop >= 8e3 else 3
        last = 12 if r['insee'] in big else MAX_ZOOM
        first = next((z for z, least in ((4, 3e5), (5, 15e4), (6, 8e4), (7, 35e3), (8, 15e3), (9, 6e3),
                                         (10, 2500)) if pop >= least), 11)
        if r['insee'] in big:
            first = 3 if r['insee'] == '75056' else min(first, 5)
        labels.append(_label(r['name'], r['lon'], r['lat'], COMMUNE, style,
                             20 + math.log10(pop + 1) + (2 if r['insee'] in big else 0),
                             first, last, urban_radius_m(pop)))
    for quartiers in (local['quartiers'][k] for k in sorted(local['quartiers'])):
        for name, lon, lat, weight in quartiers:
            labels.append(_label(name, lon, lat, QUARTIER, 7 if weight == 3 else 4, 13 + weight,
                                 (12, 13, 13)[3 - weight], MAX_ZOOM, 350 + 100 * weight))
    known = {plain(x['name']) for x in labels if x['kind'] == QUARTIER}
    for c in cities:
        if c['country'] != 'FR' or id(c) in used or c['admin2'] not in ('13', '75', '69'):
            continue
        inside = c['admin2'] == '75' or (43.20 < c['lat'] < 43.40 and 5.28 < c['lon'] < 5.49)
        name = c['name'].removeprefix('Marseille ')
        name = local['respelled'].get(name, name)
        if inside and 'Arr' not in name and plain(name) not in known and not name[:6] == 'Paris ':
            known.add(plain(name))
            labels.append(_label(name, c['lon'], c['lat'], QUARTIER, 4, 11.5,
                                 13 if c['admin2'] == '13' else 14, MAX_ZOOM, 400))
    for name, lon, lat, first in local['waters']:
        labels.append(_label(name, lon, lat, WATER, 5, 18, first, 14, 0))
    for name, lon, lat, first in local['countries']:
        labels.append(_label(name, lon, lat, COUNTRY, 4, 24, first, 7, 0))
    for park in local['parks']:
        lon = sum(p[0] for p in park['ring']) / len(park['ring'])
        lat = sum(p[1] for p in park['ring']) / len(park['ring'])
        span = max(p[0] for p in park['ring']) - min(p[0] for p in park['ring'])
        labels.append(_label(park['name'], lon, lat, PARK, 6, 11 + span, 12 if span > .02 else 14,
                             MAX_ZOOM, 0))
    for river in local['rivers']:
        for at in river.get('label_at', []) or _middle(river['line'], river['rank']):
            labels.append(_label(river['name'], at[0], at[1], WATER, 5, 12.5, 12, MAX_ZOOM, 0))
    for name, country, first, shown in local['neighbours']:
        for c in cities:
            if c['country'] == country and c['name'] == name:
                labels.append(_label(shown, c['lon'], c['lat'], FOREIGN, 2, 22, first, 11, 0))
                break
        else:
            print(f'  no coordinates for {name} ({country})')
    return labels


def _middle(line, rank):
    if len(line) < 8:
        return []
    if rank == 1 and len(line) > 18:
        return [line[len(line) * k // 6] for k in (1, 3, 5)]
    return [line[len(line) // 2]]


def _label(name, lon, lat, kind, style, rank, first, last, radius_m):
    return {'name': name.replace("'", '’'), 'lon': lon, 'lat': lat, 'kind': kind, 'style': style, 'rank': rank,
            'first': first, 'last': last, 'radius_m': radius_m}


def urban_radius_m(population):
    """Radius of the disc that a commune's built-up area would fill: denser where it is larger.
    An estimate for drawing, not a statistic (about 2,500 people/km² at 10,000 inhabitants)."""
    if population <= 0:
        return 300.0
    density = 2500 * (population / 10000) ** 0.35
    return 1000 * math.sqrt(population / density / math.pi)


def place(labels):
    """Sets min_zoom on every label that finds room; drops the others. Greedy by rank at each
    zoom, labels of shallower zooms first, so that nothing vanishes when one zooms in."""
    xy = project(np.array([x['lon'] for x in labels]), np.array([x['lat'] for x in labels]))
    for i, x in enumerate(labels):
        x['x'], x['y'] = float(xy[0][i]), float(xy[1][i])
        x['width'] = text_width(x['name'], *STYLES[x['style']])
    order = sorted(range(len(labels)), key=lambda i: (-labels[i]['rank'], labels[i]['name'],
                                                      labels[i]['x']))
    shown = []
    for zoom in range(3, MAX_ZOOM + 1):
        pad_x, pad_y = (20, 10) if zoom <= 8 else (16, 9) if zoom <= 11 else (12, 7)
        world = 256 * 2 ** zoom
        grid = {}

        def box(x):
            w, h = x['width'] / 2 + pad_x / 2, STYLES[x['style']][0] * 0.62 + pad_y / 2
            return x['x'] * world - w, x['y'] * world - h, x['x'] * world + w, x['y'] * world + h

        def cells(b):
            return [(i, j) for i in range(int(b[0] // 200), int(b[2] // 200) + 1)
                    for j in range(int(b[1] // 200), int(b[3] // 200) + 1)]

        def add(b):
            for c in cells(b):
                grid.setdefault(c, []).append(b)

        shown = [i for i in shown if labels[i]['last'] >= zoom]
        for i in shown:
            add(box(labels[i]))
        for i in order:
            x = labels[i]
            if 'min_zoom' in x or not x['first'] <= zoom <= x['last']:
                continue
            b = box(x)
            if any(b[0] < o[2] and b[2] > o[0] and b[1] < o[3] and b[3] > o[1]
                   for c in cells(b) for o in grid.get(c, ())):
                continue
            x['min_zoom'] = zoom
            shown.append(i)
            add(b)
    for x in labels:
        x.setdefault('min_zoom', MAX_ZOOM + 1)
    return labels
