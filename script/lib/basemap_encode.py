"""The file format of assets/basemap/*.bin; docs/basemap.md describes it."""
import json
import struct

import numpy as np


def varint(out, n):
    while n >= 0x80:
        out.append(n & 0x7f | 0x80)
        n >>= 7
    out.append(n)


def zigzag(n):
    return n * 2 if n >= 0 else -n * 2 - 1


def quantise(p, bits):
    """Unit-square points to whole grid steps, repeated points dropped."""
    q = np.rint(p * (1 << bits)).astype(np.int64)
    keep = np.ones(len(q), dtype=bool)
    keep[1:] = (q[1:] != q[:-1]).any(axis=1)
    return q[keep]


class Layer:
    """Lines or polygons of one kind on one grid; bits is the grid's log2 steps over the world."""

    def __init__(self, name, kind, bits, min_zoom, max_zoom, windows=None):
        self.head = {'name': name, 'kind': kind, 'bits': bits, 'min': min_zoom, 'max': max_zoom}
        if windows:
            self.head['windows'] = [[round(v, 6) for v in w] for w in windows]
        self.items = []

    def add(self, points, attribute=0):
        q = quantise(points, self.head['bits'])
        polygon = self.head['kind'] == 'polygon'
        if polygon and len(q) > 1 and (q[0] == q[-1]).all():
            q = q[:-1]
        if len(q) < (3 if polygon else 2):
            return
        if polygon:
            x, y = q[:, 0], q[:, 1]
            twice = int((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())
            if twice == 0:
                return
            if twice < 0:
                q = q[::-1]
        self.items.append((attribute, q))

    def encode(self):
        out = bytearray()
        px = py = 0
        for attribute, q in self.items:
            varint(out, attribute)
            varint(out, len(q))
            for x, y in q.tolist():
                varint(out, zigzag(x - px))
                varint(out, zigzag(y - py))
                px, py = x, y
        return bytes(out)


# The deepest zoom of a layer that waits in the far file: the first map is nearer.
LAST_FAR_ZOOM = 12


def encode(layers, labels, attribution):
    """The two files. Near: magic, length of the JSON head, head, bodies of the near layers, label columns, names.
    Far: magic, bodies of the far layers."""
    near, far, heads = [], [], []
    for layer in layers:
        body = layer.encode()
        is_far = layer.head['max'] <= LAST_FAR_ZOOM
        (far if is_far else near).append(body)
        heads.append(dict(layer.head, far=is_far, count=len(layer.items),
                          points=sum(len(q) for _, q in layer.items), bytes=len(body)))
    columns = bytearray()
    px = py = 0
    for x in labels:
        qx, qy = round(x['x'] * (1 << 21)), round(x['y'] * (1 << 21))
        varint(columns, zigzag(qx - px))
        varint(columns, zigzag(qy - py))
        px, py = qx, qy
        columns += bytes([x['kind'], x['style'], x['min_zoom'], x['last']])
        varint(columns, round(x['radius_m'] / 50))
    names = '\n'.join(x['name'] for x in labels).encode()
    head = {'version': 2, 'layers': heads, 'attribution': attribution,
            'labels': {'count': len(labels), 'bits': 21, 'bytes': len(columns), 'names': len(names)}}
    text = json.dumps(head, ensure_ascii=False, separators=(',', ':')).encode()
    return (b'EBM2' + struct.pack('<I', len(text)) + text + b''.join(near) + bytes(columns) + names,
            b'EBF2' + b''.join(far))
