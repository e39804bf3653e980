# SPDX-License-Identifier: MIT
# boxes.py RASTER.pgm SIDE...: the empty square boxes of a page drawn with 20
# pixels a millimetre are those of the given sides (millimetres between the
# middles of their lines, half a millimetre to the good or bad).
import re
import sys

DOT = 20


def rows(path):
    with open(path, 'rb') as f:
        data = f.read()
    head = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', data)
    width, height = int(head[1]), int(head[2])
    for y in range(height):
        at = head.end() + y * width
        yield data[at:at + width]


def boxes(path):
    white = re.compile(rb'(?<=[\x00-\xbf])[\xc0-\xff]{%d,%d}(?=[\x00-\xbf])' % (25 * DOT, 50 * DOT))
    open_, found = {}, []
    for row in rows(path):
        now = {}
        for m in white.finditer(row):
            now[m.span()] = open_.pop(m.span(), 0) + 1
        found += open_.items()
        open_ = now
    found += open_.items()
    # A square: as many rows alike as it is wide.
    return sorted((b - a) / DOT for (a, b), n in found if abs((b - a) - n) <= DOT // 2)


want = sorted(float(a) for a in sys.argv[2:])
have = boxes(sys.argv[1])
if len(want) != len(have) or any(abs(a - b) > .5 for a, b in zip(want, have)):
    print('boxes of', have, 'mm, not', want)
