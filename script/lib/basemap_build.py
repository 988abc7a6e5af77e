"""Builds assets/basemap from unpacked sources. Run through script/basemap."""
import argparse
import pathlib

import numpy as np

import basemap_labels as labels_of
from basemap_encode import Layer, encode
from basemap_geometry import (bounds, clip_ring, join_edges, project, project_points, simplify,
                              simplify_ring, split_line, touches, window)
from basemap_sources import read_cities, read_json, read_provinces, read_rivers, read_shore
from basemap_urban import urban_rings

FRANCE = (-6, 41, 10, 52)             # degrees: west, south, east, north; whole for GSHHG's bins
NEIGHBOURS = ['FR', 'ES', 'PT', 'IT', 'CH', 'DE', 'LU', 'BE', 'NL', 'GB', 'IE', 'AT', 'MC', 'AD',
              'CZ', 'PL', 'DK', 'SI', 'HR', 'LI', 'GP', 'MQ', 'GF', 'RE', 'YT', 'BR', 'SR']

ATTRIBUTION = [
    {'text': '© GeoNames (CC BY 4.0)', 'href': 'https://www.geonames.org/'},
    {'text': 'GSHHG (LGPL)', 'href': 'https://www.soest.hawaii.edu/pwessel/gshhg/'},
    {'text': 'Natural Earth', 'href': 'https://www.naturalearthdata.com/'},
    {'text': 'Insee, Etalab', 'href': 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/'},
]


def pixel(zoom):
    """One CSS pixel of a zoom in unit-square units."""
    return 1 / (256 * 2 ** zoom)


def land_layers(shore, overseas):
    """Land and lakes at three levels of detail, land cut in cells so that a tile draws little."""
    plans = [
        # number, bits, min zoom, max, tolerance, least km² of land, of lakes, cells, windows
        (0, 13, 0, 4, pixel(4) * 0.8, 600, 2500, 16, None),
        (1, 16, 5, 7, pixel(7) * 0.9, 8, 40, 64, [window(-32, 26, 45, 66)] + overseas),
        (2, 20, 8, 24, pixel(12) * 0.9, 0.02, 0.3, 512, [window(-6.2, 41.2, 10, 51.7)] + overseas),
    ]
    layers = []
    for n, bits, low, high, tolerance, least_land, least_lake, cells, windows in plans:
        land = Layer(f'land{n}', 'polygon', bits, low, high, windows)
        lake = Layer(f'lake{n}', 'polygon', bits, low, high, windows)
        margin = 1.5 / (1 << bits)
        for level, area, points, box in shore:
            if level not in (1, 2) or area < (least_land if level == 1 else least_lake):
                continue
            for w in windows or [(0.0, 0.0, 1.0, 1.0)]:
                if touches(box, w):
                    add_shore(land if level == 1 else lake, points, w, tolerance, cells, margin)
        layers += [land, lake]
    return layers


def add_shore(layer, points, w, tolerance, cells, margin):
    """Adds the part of a shore ring in a window, cut in grid cells that overlap by a margin, so
    that two neighbouring fills leave no seam."""
    x0, y0, x1, y1 = (int(w[0] * cells) / cells, int(w[1] * cells) / cells,
                      -int(-w[2] * cells // 1) / cells, -int(-w[3] * cells // 1) / cells)
    ring = clip_ring(points[:-1], (x0 - margin, y0 - margin, x1 + margin, y1 + margin))
    if len(ring) < 3:
        return
    ring = simplify_ring(np.vstack([ring, ring[:1]]), tolerance)[:-1]
    if len(ring) < 3:
        return
    a0, b0, a1, b1 = (int(v * cells) for v in bounds(ring))
    for i in range(a0, a1 + 1):
        column = clip_ring(ring, (i / cells - margin, 0, (i + 1) / cells + margin, 1))
        for j in range(b0, b1 + 1):
            if len(column) < 3:
                break
            piece = clip_ring(column, (0, j / cells - margin, 1, (j + 1) / cells + margin))
            if len(piece) > 2:
                layer.add(piece)


def river_layers(rivers, local):
    """Rivers by rank; in the seven cities the hand-written courses replace the coarse source."""
    boxes = [window(*b['box']) for b in local['boxes']]
    far = Layer('river-far', 'line', 16, 5, 8)
    near = {1: Layer('river1', 'line', 20, 9, 24), 2: Layer('river2', 'line', 20, 9, 24),
            3: Layer('river3', 'line', 20, 10, 24)}
    cuts = []
    for level, degrees in rivers:
        p = project_points(degrees)
        rank = 1 if level <= 2 else 2 if level == 3 else 3
        if rank <= 2:
            far.add(simplify(p, pixel(8) * 0.8), 1 if level <= 1 else 2 if level == 2 else 3)
        pieces = [p]
        for box in boxes:
            pieces = [q for piece in pieces for q in split_line(piece, box, False)]
        for q in pieces:
            near[rank].add(simplify(q, pixel(12) * 2.2), 0)
            cuts += [q[0], q[-1]]
    cuts = np.array(cuts)
    for river in local['rivers']:
        line = project_points(river['line'])
        line = snap_ends(line, cuts, boxes)
        near[1 if river['rank'] <= 3 else 2].add(smooth(line), river['width'])
    return [far] + [near[k] for k in sorted(near)]


def snap_ends(line, cuts, boxes):
    """Leads a hand-written course to where the source's line was cut, when that is within 2 km."""
    reach = 2500 / 40075016 * 1.45
    for end in (0, -1):
        at_edge = any(min(abs(line[end][0] - b[0]), abs(line[end][0] - b[2]),
                          abs(line[end][1] - b[1]), abs(line[end][1] - b[3])) < 2e-6 for b in boxes)
        if not at_edge:
            continue
        d = np.hypot(*(cuts - line[end]).T)
        k = int(d.argmin())
        if d[k] < reach:
            line = np.vstack([cuts[k:k + 1], line]) if end == 0 else np.vstack([line, cuts[k:k + 1]])
    return line


def smooth(line):
    """A Catmull–Rom pass, four steps an edge: hand-written points are sparse."""
    if len(line) < 3:
        return line
    p = np.vstack([2 * line[0] - line[1], line, 2 * line[-1] - line[-2]])
    out = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:]):
        for t in (0, 0.25, 0.5, 0.75):
            out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                              + (3 * b - a - 3 * c + d) * t ** 3))
    out.append(line[-1])
    return np.array(out)


def border_layers(provinces, near_borders):
    """Lines between two départements and between two countries, from shared polygon edges; near
    France, countries' borders come from the finer WDBII."""
    owners = {}
    for number, (iso, name, rings) in enumerate(provinces):
        for ring in rings:
            points = [tuple(np.round(p, 7)) for p in ring]
            for a, b in zip(points, points[1:]):
                if a != b:
                    owners.setdefault((min(a, b), max(a, b)), set()).add(number)
    inner, outer = [], []
    for edge, who in owners.items():
        countries = {provinces[n][0] for n in who}
        if len(countries) > 1:
            outer.append(edge)
        elif len(who) > 1 and countries == {'FR'}:
            inner.append(edge)
    layers = []
    for name, edges, low, high in (('departement', inner, 6, 12), ('country', outer, 3, 13)):
        layer = Layer(name, 'line', 17, low, high)
        for line in join_edges(sorted(edges)):
            layer.add(simplify(project_points(line), pixel(9) * 0.5))
        layers.append(layer)
    layers[1].head['max'] = 7
    near = Layer('country-near', 'line', 20, 8, 24)
    for _, degrees in near_borders:
        near.add(simplify(project_points(degrees), pixel(12) * 1.5))
    return layers + [near]


def urban_layers(rows):
    """Estimated built-up areas, a coarse and a fine copy."""
    hills = []
    for r in rows:
        if r['population'] < 2500 or (r['name'].endswith('Arrondissement')):
            continue
        x, y = project(r['lon'], r['lat'])
        hills.append((float(x), float(y), r['lat'], labels_of.urban_radius_m(r['population'])))
    rings = urban_rings(hills)
    far, near = Layer('urban-far', 'polygon', 16, 7, 8), Layer('urban', 'polygon', 18, 9, 12)
    for ring in rings:
        ring = np.vstack([ring, ring[:1]])
        span = max(bounds(ring)[2] - bounds(ring)[0], bounds(ring)[3] - bounds(ring)[1])
        if span > pixel(8) * 4:
            far.add(simplify_ring(ring, pixel(8) * 0.8))
        near.add(simplify_ring(ring, pixel(11) * 1.2))
    return [far, near]


def park_layer(local):
    layer = Layer('park', 'polygon', 21, 10, 24)
    for park in local['parks']:
        layer.add(smooth_ring(park['ring']))
    return layer


def smooth_ring(degrees):
    """A hand-written ring, rounded like smooth() rounds lines."""
    ring = project_points(degrees)
    return smooth(np.vstack([ring[-2:], ring, ring[:2]]))[4:-8]


def write_gazetteer(path, rows, quartiers):
    """Communes and arrondissements, and after its commune each quartier: the commune's code and a number."""
    departments = {r['insee']: r['dept'] for r in rows}
    rows = rows + [{'insee': f'{insee}-{number:02d}', 'name': name, 'dept': departments[insee], 'lat': lat, 'lon': lon,
                    'population': 0}
                   for insee, all_of_it in quartiers.items() for number, (name, lon, lat, _) in enumerate(all_of_it, 1)]
    with open(path, 'w', encoding='utf-8', newline='\n') as f:
        f.write('insee\tname\tdept\tlat\tlon\tpopulation\n')
        for r in sorted(rows, key=lambda r: r['insee']):
            f.write(f"{r['insee']}\t{r['name']}\t{r['dept']}\t{r['lat']:.5f}\t{r['lon']:.5f}\t"
                    f"{r['population']}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ('gshhg', 'world', 'cities', 'communes', 'out'):
        parser.add_argument(f'--{name}', type=pathlib.Path, required=True)
    args = parser.parse_args()
    local = read_json(pathlib.Path(__file__).with_name('basemap_local.json'))
    overseas = [window(*b) for b in local['overseas']]

    print('names: joining communes with coordinates')
    cities = read_cities(args.cities)
    rows, missing = labels_of.gazetteer(read_json(args.communes), cities)
    write_gazetteer(args.out / 'gazetteer.tsv', rows, local['quartiers'])
    print(f'  gazetteer: {len(rows)} communes and arrondissements, {missing} left out (no coordinate)')
    labels = labels_of.place(labels_of.commune_labels(rows, cities, local))
    labels.sort(key=lambda x: (x['min_zoom'], round(x['y'] * 256), x['x'], x['name']))

    print('shore: chaining and simplifying')
    shore = []
    for level, area, degrees in read_shore(args.gshhg / 'binned_GSHHS_f.nc', 0.02, 8,
                                           [FRANCE] + local['overseas']):
        if level > 2:
            continue
        # A polygon over the date line is drawn on both sides of the world.
        for turn in (-360, 0, 360):
            if degrees[:, 0].max() + turn > -180 and degrees[:, 0].min() + turn < 180:
                p = project_points(degrees + [turn, 0])
                shore.append((level, area, p, bounds(p)))
    layers = land_layers(shore, overseas)
    for lake in local['lakes']:
        for layer in layers:
            if layer.head['name'] in ('lake1', 'lake2'):
                layer.add(smooth_ring(lake['ring']))
    print('rivers, borders, towns')
    layers += urban_layers(rows)
    layers.append(park_layer(local))
    layers += river_layers(read_rivers(args.gshhg / 'binned_river_f.nc', FRANCE), local)
    layers += border_layers(read_provinces(args.world, NEIGHBOURS),
                            read_rivers(args.gshhg / 'binned_border_f.nc', FRANCE))
    near, far = encode(layers, labels, ATTRIBUTION)
    (args.out / 'basemap.bin').write_bytes(near)
    (args.out / 'basemap-far.bin').write_bytes(far)
    for layer in layers:
        print(f"  {layer.head['name']:12} {len(layer.items):6} shapes "
              f"{sum(len(q) for _, q in layer.items):7} points {len(layer.encode()):8} bytes")
    print(f'  {len(labels)} names; basemap.bin {len(near)} bytes, basemap-far.bin {len(far)}')


if __name__ == '__main__':
    main()
