# SPDX-License-Identifier: MIT
# Replays a drawing list of `pdf_tool export` with ReportLab, N times, and
# prints CPU milliseconds a form.  Fonts are opened before the clock starts;
# ReportLab pays for no layout, no JSON and no QR encoding.
import io
import resource
import sys

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FILES = {
    "WenQuanYiMicroHei": "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "ARPLUMingCN": "/usr/share/fonts/truetype/arphic/uming.ttc",
    "LXGWWenKai": "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
    "HanaMinA": "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
    "HanaMinB": "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
}
TICK = ((16, 52), (42, 80), (92, 4))


def load(path):
    pages = [[]]
    for line in open(path, encoding="utf-8").read().split("\n"):
        if line == "page":
            pages.append([])
        elif line:
            f = line.split("\t")
            nums = [int(v) / 100 for v in f[1:6]]
            pages[-1].append((f[0], *nums, int(f[6]), int(f[7]) / 100, f[8]))
    # fills lie below everything else, as in paint.c
    return [sorted(p, key=lambda i: i[0] != "fill") for p in pages if p]


def runs(text):
    parts = text.split("\v")
    for i in range(0, len(parts) - 1, 2):
        yield parts[i].split(":")[1], parts[i + 1]


def prepare(pages):
    out = []
    for page in pages:
        items = []
        for kind, x, y, w, h, size, bold, grey, text in page:
            what = text
            if kind == "text":
                what = list(runs(text))
            elif kind == "code":
                n = int(len(text) ** 0.5)
                what = Image.new("1", (n, n))
                what.putdata([0 if c == "1" else 255 for c in text])
                what = ImageReader(what)
            items.append((kind, x, y, w, h, size, bold, grey, what))
        out.append(items)
    return out


def draw(c, items):
    for kind, x, y, w, h, size, bold, grey, what in items:
        if kind == "text":
            t = c.beginText(x, y)
            t.setFillGray(grey)
            t._textRenderMode = None    # else it does not write 0 after a 2
            t.setTextRenderMode(2 if bold else 0)
            if bold:
                c.setLineWidth(size * 0.028)
            for name, words in what:
                t.setFont(name, size)
                t.textOut(words)
            c.drawText(t)
        elif kind == "line":
            c.setLineWidth(size)
            c.line(x, y, x + w, y - h)
        elif kind == "fill":
            c.setFillGray(grey)
            c.rect(x, y - h, w, h, stroke=0, fill=1)
        elif kind == "box":
            c.setLineWidth(size)
            c.rect(x, y - h, w, h)
        elif kind == "tick":
            c.setLineWidth(w / 6)
            p = c.beginPath()
            for i, (px, py) in enumerate(TICK):
                (p.moveTo if i == 0 else p.lineTo)(x + w * px / 100, y - h * py / 100)
            c.drawPath(p)
        else:
            c.drawImage(what, x, y - h, w, h)


def form(pages):
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=(595.28, 841.89), pageCompression=1, invariant=1)
    for items in pages:
        draw(c, items)
        c.showPage()
    c.save()
    return out.getvalue()


def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return (u.ru_utime + u.ru_stime) * 1000


pages = prepare(load(sys.argv[1]))
for name in {n for p in pages for i in p if i[0] == "text" for n, _ in i[8]}:
    pdfmetrics.registerFont(TTFont(name, FILES[name], subfontIndex=0))
n = int(sys.argv[2])
pdf = form(pages)
if len(sys.argv) > 3:
    open(sys.argv[3], "wb").write(pdf)
start = cpu()
for _ in range(n):
    pdf = form(pages)
print("%.4f ms each, %d forms, %d bytes each, %d KiB peak" % (
    (cpu() - start) / n, n, len(pdf), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
