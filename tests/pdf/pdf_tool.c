/* SPDX-License-Identifier: MIT */
/*
 * What the checks of run.sh and the benchmark need of the engine:
 *
 *	pdf_tool render FORM DATA.json OUT.pdf	as a stamped original
 *	pdf_tool bench FORM DATA.json N		N documents with varying values
 *	pdf_tool export FORM DATA.json		the drawing list
 *	pdf_tool strings DATA.json		every text of the values, a line each
 *	pdf_tool remark DATA.json OUT.json	the values, remark from standard input
 *	pdf_tool glyphs FILE.pdf		compare embedded glyphs with their fonts
 *
 * FILE.pdf of `glyphs` went through qpdf --qdf --object-streams=disable.
 * Forms are read from $FORMS.
 */
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/base/work.h"
#include "modules/paper/face.h"
#include "modules/paper/paper.h"

static const unsigned char mac_key[32] = { 1, 2, 3 };

static struct paper_stamp
stamp(int version, const char *no)
{
	return (struct paper_stamp){ .id = "7K2QXM5TB3CD", .version = version, .no = no,
		.at = 1650501956, .key = mac_key };	/* 2022-04-21, a morning in Shenyang */
}

static char *
slurp(struct work *w, const char *path, size_t *len)
{
	FILE *f = fopen(path, "re");
	char *text;
	long size;

	if (f == NULL || fseek(f, 0, SEEK_END) < 0 || (size = ftell(f)) < 0)
		return NULL;
	rewind(f);
	text = arena_alloc(w->arena, (size_t)size + 1);
	*len = fread(text, 1, (size_t)size, f);
	fclose(f);
	return text;
}

static int
values_of(struct work *w, const char *path, struct json **out)
{
	size_t len;
	char *text = slurp(w, path, &len);

	if (text == NULL)
		return refuse(w, ERR_INVALID, "cannot read %s", path);
	return js_parse(w, text, len, out);
}

static int
render(struct work *w, char **arg)
{
	struct paper_stamp s = stamp(3, "BJCAXZ20220421082505996");
	struct paper_pdf pdf;
	struct json *values;
	FILE *f;

	if (values_of(w, arg[1], &values) < 0 ||
	    paper_render(w, arg[0], values, &s, &pdf) < 0)
		return -1;
	if ((f = fopen(arg[2], "we")) == NULL)
		return refuse(w, ERR_INVALID, "cannot write %s", arg[2]);
	fwrite(pdf.bytes.p, 1, pdf.bytes.n, f);
	fclose(f);
	printf("%u pages, %zu bytes, %u missing\n", pdf.pages, pdf.bytes.n, pdf.nmissing);
	return 0;
}

static double
milliseconds(const struct rusage *u)
{
	return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) * 1e3 +
	    (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e3;
}

/* The first form compiles the definition: a worker's start, not a form's. */
static int
form_warm(struct work *w, const char *form, const char *text, size_t len)
{
	struct paper_stamp s = stamp(1, "");
	struct paper_pdf pdf;
	struct json *values;
	int rc = js_parse(w, text, len, &values) < 0 ||
	    paper_render(w, form, values, &s, &pdf) < 0 ? -1 : 0;

	arena_reset(w->arena);
	return rc;
}

/* Every document has its own number and holder, as in service. */
static int
bench(struct work *w, char **arg)
{
	static const char *const names[] = { "欧阳𠮷", "王㛃", "李昇堃", "赵䶮", "张建国", "刘洋" };
	long n = strtol(arg[2], NULL, 10);
	size_t len, bytes = 0;
	char *text = slurp(w, arg[1], &len), *copy;
	struct rusage before, after;

	if (text == NULL)
		return refuse(w, ERR_INVALID, "cannot read %s", arg[1]);
	copy = strndup(text, len);
	arena_reset(w->arena);
	if (form_warm(w, arg[0], copy, len) < 0)
		return -1;
	getrusage(RUSAGE_SELF, &before);
	for (long i = 0; i < n; i++) {
		char no[48];
		struct paper_stamp s = stamp((int)(i % 900) + 1, no);
		struct paper_pdf pdf;
		struct json *values;

		snprintf(no, sizeof(no), "BJCAXZ2022042108%07ld", i);
		if (js_parse(w, copy, len, &values) < 0)
			return -1;
		js_put_text(js_get(values, "holder"), "name", names[i % 6]);
		if (paper_render(w, arg[0], values, &s, &pdf) < 0)
			return -1;
		bytes += pdf.bytes.n;
		arena_reset(w->arena);
	}
	free(copy);
	getrusage(RUSAGE_SELF, &after);
	if (n > 0)
		printf("%.4f ms each, %ld forms, %zu bytes each, %ld KiB peak\n",
		    (milliseconds(&after) - milliseconds(&before)) / (double)n, n,
		    bytes / (size_t)n, after.ru_maxrss);
	return 0;
}

static int
export(struct work *w, char **arg)
{
	struct json *values;

	return values_of(w, arg[1], &values) < 0 ? -1 :
	    paper_export(w, arg[0], values, stdout);
}

static void
walk(struct json *j)
{
	const char *key;
	struct json *value;
	void *iter = NULL;

	if (js_is_text(j) && *js_as_text(j) != '\0')
		puts(js_as_text(j));
	for (size_t i = 0; js_is_array(j) && i < js_size(j); i++)
		walk(js_at(j, i));
	while (js_is_object(j) && (iter = js_next(j, iter, &key, &value)) != NULL)
		walk(value);
}

static int
strings(struct work *w, char **arg)
{
	struct json *values;

	if (values_of(w, arg[0], &values) < 0)
		return -1;
	walk(values);
	return 0;
}

static int
remark(struct work *w, char **arg)
{
	char *text = arena_alloc(w->arena, 1 << 20);
	struct json *values;
	const char *out;
	size_t len;
	FILE *f;

	text[fread(text, 1, (1 << 20) - 1, stdin)] = '\0';
	if (values_of(w, arg[0], &values) < 0)
		return -1;
	js_put_text(values, "remark", text);
	out = js_print(w, values, &len);
	if ((f = fopen(arg[1], "we")) == NULL)
		return refuse(w, ERR_INVALID, "cannot write %s", arg[1]);
	fwrite(out, 1, len, f);
	fclose(f);
	return 0;
}

/* ---- glyphs ---- */

/* The text of object n of a qdf file. */
static const char *
object(const char *text, size_t len, long n)
{
	char head[32];
	int k = snprintf(head, sizeof(head), "\n%ld 0 obj", n);
	const char *p = memmem(text, len, head, (size_t)k);

	return p == NULL ? NULL : p + k;
}

static long
number_after(const char *object, const char *name)
{
	const char *end = strstr(object, "endobj"), *p = strstr(object, name);

	return p == NULL || (end != NULL && p > end) ? -1 :
	    strtol(p + strlen(name), NULL, 10);
}

static struct blob
stream_of(const char *text, size_t all, long number)
{
	const char *o = object(text, all, number), *p;
	long len;

	if (o == NULL || (len = number_after(o, "/Length ")) < 0 ||
	    (p = strstr(o, "\nstream\n")) == NULL)
		return (struct blob){ 0 };
	if (strncmp(strstr(o, "/Length ") + 8 + strspn(strstr(o, "/Length ") + 8,
		"0123456789"), " 0 R", 4) == 0)
		len = strtol(object(text, all, len), NULL, 10);
	return (struct blob){ (const unsigned char *)p + 8, (size_t)len };
}

/* One bfchar line "<0012> <d842dfb7>": the code and its character. */
static int
next_pair(const char **p, const char *end, unsigned *cid, int32_t *cp)
{
	while (*p < end) {
		const char *line = *p, *nl = memchr(line, '\n', (size_t)(end - line));
		unsigned hi, lo;

		*p = nl == NULL ? end : nl + 1;
		if (sscanf(line, "<%4x><%4x%4x>", cid, &hi, &lo) == 3)
			*cp = (int32_t)(0x10000 + ((hi - 0xd800) << 10) + (lo - 0xdc00));
		else if (sscanf(line, "<%4x><%4x>", cid, &hi) == 2)
			*cp = (int32_t)hi;
		else
			continue;
		return 1;
	}
	return 0;
}

static int
compare_font(const char *text, size_t all, const char *type0, unsigned *good, unsigned *bad)
{
	const char *cid_font = object(text, all, number_after(type0, "/DescendantFonts [\n    "));
	const char *descriptor = object(text, all, number_after(cid_font, "/FontDescriptor "));
	struct blob program = stream_of(text, all, number_after(descriptor, "/FontFile2 "));
	struct blob map = stream_of(text, all, number_after(cid_font, "/CIDToGIDMap "));
	struct blob uni = stream_of(text, all, number_after(type0, "/ToUnicode "));
	const char *plus = strchr(strstr(type0, "/BaseFont"), '+'), *p = (const char *)uni.p;
	char name[64];
	struct face_probe *probe = face_probe_new(program);
	unsigned cid;
	int32_t cp;

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(plus + 1, " \n/"), plus + 1);
	while (next_pair(&p, (const char *)uni.p + uni.n, &cid, &cp)) {
		int same = 2 * cid + 1 >= map.n ? -1 : face_probe_same(probe,
		    (unsigned)map.p[2 * cid] << 8 | map.p[2 * cid + 1], name, cp);

		*(same == 1 ? good : bad) += 1;
		if (same != 1)
			printf("U+%04X in %s differs (%d)\n", (unsigned)cp, name, same);
	}
	face_probe_free(probe);
	return 0;
}

static int
glyphs(struct work *w, char **arg)
{
	size_t len;
	char *text = slurp(w, arg[0], &len);
	unsigned good = 0, bad = 0;

	if (text == NULL || faces_open(w) < 0)
		return refuse(w, ERR_INVALID, "cannot read %s", arg[0]);
	for (char *p = text; p < text + len; p++)	/* streams hold zero bytes */
		if ((p = memmem(p, (size_t)(text + len - p), "/Subtype /Type0", 15)) == NULL)
			break;
		else if (compare_font(text, len, memrchr(text, '<', (size_t)(p - text)),
			&good, &bad) < 0)
			return -1;
	printf("%u glyphs as in their fonts, %u not\n", good, bad);
	return bad == 0 && good > 0 ? 0 : refuse(w, ERR_INVALID, "glyphs differ");
}

static const struct {
	const char	*name;
	int		 args;
	int		(*run)(struct work *w, char **arg);
} verbs[] = {
	{ "render", 3, render }, { "bench", 3, bench }, { "export", 2, export },
	{ "strings", 1, strings }, { "remark", 2, remark }, { "glyphs", 1, glyphs },
};

int
main(int argc, char **argv)
{
	struct work w = { .arena = arena_new(1 << 18) };
	int rc = -1;

	log_setup(LOG_ERROR, "pdf_tool");
	paper_forms_dir(getenv("FORMS") != NULL ? getenv("FORMS") : SRCDIR
	    "/modules/paper/forms");
	for (size_t i = 0; argc > 1 && i < sizeof(verbs) / sizeof(*verbs); i++)
		if (strcmp(argv[1], verbs[i].name) == 0 && argc == verbs[i].args + 2)
			rc = verbs[i].run(&w, argv + 2);
	if (rc < 0)
		fprintf(stderr, "pdf_tool: %s\n", w.fault.code == ERR_NONE ?
		    "render|bench|export|glyphs" : w.fault.detail);
	arena_free(&w.arena);
	return rc < 0;
}
