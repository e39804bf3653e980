/* SPDX-License-Identifier: MIT */
#include <hpdf.h>
#include <string.h>

#include "modules/base/text.h"
#include "pdf.h"

#define PAGE_LEVEL	1		/* 6 saves 300 bytes and costs a quarter more */
#define HEADER		"%PDF-1.4\n%\xb7\xbe\xad\xaa\n"

/*
 * An object whose text we write ourselves, with a stream that is copied once,
 * straight into the output (libHaru's own streams copy byte by byte, three
 * times).  Hangs on HPDF_Dict.attr.
 */
struct raw {
	const char	*text;
	struct blob	 stream;	/* deflated, or p == NULL */
	HPDF_Stream	 to;
};

struct output {
	struct arena	*arena;
	unsigned char	*p;
	size_t		 n, cap;
};

struct doc {
	struct work	*w;
	HPDF_Doc	 pdf;
	HPDF_STATUS	 error, detail;
	struct output	 out;
};

static void
on_error(HPDF_STATUS no, HPDF_STATUS detail, void *arg)
{
	struct doc *d = arg;

	if (d->error == HPDF_OK) {
		d->error = no;
		d->detail = detail;
	}
}

/*
 * libHaru's memory is the slip's (its own pool hands out addresses that are
 * not aligned), so its documents need no HPDF_Free(): they own nothing else.
 * A worker makes one document at a time.
 */
static struct arena *haru_arena;

static void *
haru_alloc(HPDF_UINT n)
{
	return arena_alloc(haru_arena, n);
}

static void
haru_free(void *p)
{
	(void)p;
}

static HPDF_STATUS
on_write(HPDF_Stream stream, const HPDF_BYTE *p, HPDF_UINT n)
{
	struct output *o = stream->attr;

	if (o->n + n > o->cap) {
		unsigned char *old = o->p;

		o->cap = 2 * (o->cap + n);
		o->p = arena_alloc(o->arena, o->cap);
		memcpy(o->p, old, o->n);
	}
	memcpy(o->p + o->n, p, n);
	o->n += n;
	return HPDF_OK;
}

/* ---- raw objects ---- */

static HPDF_STATUS
raw_text(HPDF_Dict dict, HPDF_Stream stream)
{
	struct raw *r = dict->attr;

	r->to = stream;
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)r->text,
	    (HPDF_UINT)strlen(r->text));
}

/* Called after ">>": the place of a stream. */
static HPDF_STATUS
raw_stream(HPDF_Dict dict)
{
	static const char head[] = "\nstream\r\n", tail[] = "\nendstream";
	struct raw *r = dict->attr;

	HPDF_Stream_Write(r->to, (const HPDF_BYTE *)head, sizeof(head) - 1);
	HPDF_Stream_Write(r->to, r->stream.p, (HPDF_UINT)r->stream.n);
	return HPDF_Stream_Write(r->to, (const HPDF_BYTE *)tail, sizeof(tail) - 1);
}

/* A new indirect object; its number is what other objects refer to. */
static unsigned
object(struct doc *d, const char *text, const struct blob *stream)
{
	struct raw *r = ARENA_NEW(d->w->arena, struct raw);
	HPDF_Dict dict = HPDF_Dict_New(d->pdf->mmgr);

	if (dict == NULL || HPDF_Xref_Add(d->pdf->xref, dict) != HPDF_OK)
		return 0;
	r->text = text;
	if (stream != NULL) {
		r->stream = *stream;
		r->text = arena_printf(d->w->arena, "%s/Length %zu/Filter/FlateDecode",
		    text, stream->n);
		dict->after_write_fn = raw_stream;
	}
	dict->attr = r;
	dict->write_fn = raw_text;
	return dict->header.obj_id & 0x00ffffff;
}

static HPDF_Dict
dict_of(struct doc *d, unsigned number)
{
	HPDF_XrefEntry e = HPDF_Xref_GetEntry(d->pdf->xref, number);

	return e == NULL ? NULL : e->obj;
}

/* ---- fonts ---- */

/* The number of the Type0 font. */
static unsigned
font_object(struct doc *d, const struct ink_font *f)
{
	struct arena *a = d->w->arena;
	const struct face_about *b = face_about(f->face);
	unsigned program, map, unicode, descriptor, cid;

	program = object(d, arena_printf(a, "/Length1 %zu", f->program_len), &f->program);
	map = object(d, "", &f->map);
	unicode = object(d, "", &f->unicode);
	descriptor = object(d, arena_printf(a,
	    "/Type/FontDescriptor/FontName/%s+%s/Flags 4/FontBBox[%d %d %d %d]"
	    "/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %u 0 R",
	    f->tag, b->name, b->box[0], b->box[1], b->box[2], b->box[3], b->ascent,
	    b->descent, b->ascent, program), NULL);
	cid = object(d, arena_printf(a,
	    "/Type/Font/Subtype/CIDFontType2/BaseFont/%s+%s/CIDSystemInfo"
	    "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W%s"
	    "/CIDToGIDMap %u 0 R/FontDescriptor %u 0 R", f->tag, b->name, f->w, map,
	    descriptor), NULL);
	return object(d, arena_printf(a,
	    "/Type/Font/Subtype/Type0/BaseFont/%s+%s/Encoding/Identity-H"
	    "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R", f->tag, b->name, cid, unicode),
	    NULL);
}

/* One font dictionary for all pages: /F0, /F1, ... as paint.c names them. */
static HPDF_Dict
fonts_object(struct doc *d, const struct ink *k)
{
	const char *text = "";

	for (unsigned i = 0; i < k->first + k->nfonts; i++)
		text = arena_printf(d->w->arena, "%s/F%u %u 0 R\n", text, i,
		    font_object(d, ink_font(k, i)));
	return dict_of(d, object(d, text, NULL));
}

/* ---- pages and title ---- */

static HPDF_STATUS
flate_name(HPDF_Dict dict, HPDF_Stream stream)
{
	(void)dict;
	return HPDF_Stream_WriteStr(stream, "/Filter/FlateDecode\n");
}

static int
page_object(struct doc *d, struct blob operators, HPDF_Dict fonts)
{
	HPDF_Page page = HPDF_AddPage(d->pdf);
	struct blob z = ink_deflate(d->w->arena, operators.p, operators.n, PAGE_LEVEL);
	HPDF_PageAttr attr;
	HPDF_Dict resources;

	if (page == NULL || HPDF_Page_SetWidth(page, 595.28f) != HPDF_OK ||
	    HPDF_Page_SetHeight(page, 841.89f) != HPDF_OK)
		return -1;
	attr = page->attr;
	attr->contents->filter = HPDF_STREAM_FILTER_NONE;
	attr->contents->write_fn = flate_name;
	resources = HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT);
	if (resources == NULL || HPDF_Dict_Add(resources, "Font", fonts) != HPDF_OK)
		return -1;
	return HPDF_Stream_Write(attr->stream, z.p, (HPDF_UINT)z.n) == HPDF_OK ? 0 : -1;
}

/* UTF-16 with its mark, as hexadecimal text. */
static const char *
utf16_hex(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, 8 * strlen(s) + 8), *p = out;
	int32_t cp;

	p += snprintf(p, 5, "FEFF");
	while ((cp = utf8_next(&s)) != 0) {
		if (cp > 0xffff)
			p += snprintf(p, 9, "%04X%04X", 0xd800 + ((cp - 0x10000) >> 10),
			    0xdc00 + (cp & 0x3ff));
		else
			p += snprintf(p, 5, "%04X", cp < 0 ? 0xfffd : (unsigned)cp);
	}
	return out;
}

static int
trailer(struct doc *d, const char *title)
{
	HPDF_Doc p = d->pdf;
	unsigned info = object(d, arena_printf(d->w->arena,
	    "/Title<%s>/Producer(caportal)", utf16_hex(d->w->arena, title)), NULL);

	/* libHaru does these two in HPDF_SaveToStream(), which we go around */
	if (info == 0 || HPDF_Dict_Add(p->trailer, "Root", p->catalog) != HPDF_OK ||
	    HPDF_Dict_Add(p->trailer, "Info", dict_of(d, info)) != HPDF_OK)
		return -1;
	return 0;
}

static int
assemble(struct doc *d, const struct pdf_input *in)
{
	HPDF_Dict fonts = fonts_object(d, in->ink);

	for (unsigned i = 0; i < in->npages; i++)
		if (page_object(d, in->pages[i], fonts) < 0)
			return -1;
	return trailer(d, in->title);
}

static size_t
expected(const struct pdf_input *in)
{
	size_t n = 16384;

	for (unsigned i = 0; i < in->ink->first + in->ink->nfonts; i++) {
		const struct ink_font *f = ink_font(in->ink, i);

		n += f->program.n + f->unicode.n + f->map.n + strlen(f->w) + 1024;
	}
	for (unsigned i = 0; i < in->npages; i++)
		n += in->pages[i].n / 2;
	return n;
}

static int
save(struct doc *d)
{
	HPDF_Stream s = HPDF_CallbackWriter_New(d->pdf->mmgr, on_write, &d->out);
	HPDF_STATUS rc;

	if (s == NULL)
		return -1;
	rc = HPDF_Stream_WriteStr(s, HEADER);
	if (rc == HPDF_OK)
		rc = HPDF_Xref_WriteToStream(d->pdf->xref, s, NULL);
	HPDF_Stream_Free(s);
	return rc == HPDF_OK ? 0 : -1;
}

int
pdf_write(struct work *w, const struct pdf_input *in, struct blob *out)
{
	struct doc *d = ARENA_NEW(w->arena, struct doc);

	haru_arena = w->arena;
	d->w = w;
	d->pdf = HPDF_NewEx(on_error, haru_alloc, haru_free, 0, d);
	if (d->pdf == NULL)
		return refuse(w, ERR_BUSY, "libharu makes no document");
	d->out.cap = expected(in);
	d->out.p = arena_alloc(w->arena, d->out.cap);
	d->out.arena = w->arena;
	if (assemble(d, in) < 0 || save(d) < 0 || d->error != HPDF_OK)
		return refuse(w, ERR_BUG, "libharu error 0x%04lX/%lu", (unsigned long)d->error,
		    (unsigned long)d->detail);
	*out = (struct blob){ d->out.p, d->out.n };
	return 0;
}
