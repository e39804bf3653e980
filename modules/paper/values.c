/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "layout.h"
#include "modules/base/json.h"
#include "modules/base/text.h"

const struct json *
value_at(const struct layout *l, const char *path)
{
	const struct json *j = NULL;

	if (l->element != NULL)
		j = js_path(l->element, path);
	return j != NULL ? j : js_path(l->values, path);
}

/* Four digits of a big amount: 0750 is 柒佰伍拾, with 零 where one is skipped. */
static void
four(char **p, unsigned v, int *zero, int begun)
{
	static const char *const digit[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒",
		"捌", "玖" };
	static const char *const unit[] = { "仟", "佰", "拾", "" };
	static const unsigned power[] = { 1000, 100, 10, 1 };

	for (int i = 0; i < 4; i++) {
		unsigned d = v / power[i] % 10;

		if (d == 0) {
			*zero |= begun;
			continue;
		}
		*p += snprintf(*p, 16, "%s%s%s", *zero ? "零" : "", digit[d], unit[i]);
		*zero = 0;
		begun = 1;
	}
}

const char *
rmb_text(struct arena *a, int64_t fen)
{
	static const char *const digit[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒",
		"捌", "玖" };
	char *out = arena_alloc(a, 160), *p = out;
	uint64_t v = (uint64_t)(fen < 0 ? -fen : fen), yuan = v / 100;
	unsigned jiao = (unsigned)(v / 10 % 10), cent = (unsigned)(v % 10);
	unsigned parts[3] = { (unsigned)(yuan / 100000000 % 10000),
		(unsigned)(yuan / 10000 % 10000), (unsigned)(yuan % 10000) };
	static const char *const names[] = { "亿", "万", "元" };
	int zero = 0, begun = 0;

	if (fen < 0)
		p += snprintf(p, 8, "负");
	for (int i = 0; i < 3; i++) {
		four(&p, parts[i], &zero, begun);
		begun |= parts[i] > 0;
		if (parts[i] > 0 || (i == 2 && begun))
			p += snprintf(p, 8, "%s", names[i]);
	}
	if (jiao == 0 && cent == 0) {
		snprintf(p, 16, "%s", begun ? "整" : "零元整");
		return out;
	}
	if (jiao > 0)
		p += snprintf(p, 16, "%s角", digit[jiao]);
	else if (begun)
		p += snprintf(p, 8, "零");
	if (cent > 0)
		snprintf(p, 16, "%s分", digit[cent]);
	return out;
}

static const char *
filtered(const struct layout *l, const struct json *j, enum filter f)
{
	struct arena *a = l->w->arena;

	if (j == NULL || js_is_null(j))
		return "";
	if (f == AS_YUAN)
		return yuan_text(a, js_as_int(j, 0));
	if (f == AS_RMB)
		return rmb_text(a, js_as_int(j, 0));
	if (js_is_int(j))
		return arena_printf(a, "%lld", (long long)js_as_int(j, 0));
	if (js_is_text(j))
		return js_as_text(j);
	return "";
}

static const char *
text_of(const struct layout *l, const struct piece *p)
{
	struct arena *a = l->w->arena;

	switch (p->source) {
	case FROM_VALUE:
		return filtered(l, value_at(l, p->path), p->filter);
	case FROM_INDEX:
		return arena_printf(a, "%d", l->index);
	case FROM_PAGE:
		return arena_printf(a, "%u", l->page);
	case FROM_PAGES:
		return arena_printf(a, "%u", l->nsheets);
	case FROM_ID:
		return l->stamp.id;
	case FROM_VERSION:
		return arena_printf(a, "%d", l->stamp.version);
	case FROM_NO:
		return l->stamp.no;
	case FROM_HASH:
		return l->stamp.hash;
	case FROM_DATE:
		return l->stamp.date;
	default:
		return "";
	}
}

const struct mark *
words_marks(struct layout *l, const struct words *t, enum chain c, unsigned *n)
{
	const char *texts[t->n + 1];
	struct mark *out;
	size_t room = 0;

	*n = 0;
	if (t->n == 1 && t->pieces[0].source == FROM_LITERAL) {
		*n = t->pieces[0].n;
		return t->pieces[0].marks;
	}
	for (unsigned i = 0; i < t->n; i++) {
		const struct piece *p = &t->pieces[i];

		if (p->source != FROM_LITERAL && (texts[i] = text_of(l, p)) == NULL)
			texts[i] = "";
		room += p->source == FROM_LITERAL ? p->n : strlen(texts[i]);
	}
	out = ARENA_ARRAY(l->w->arena, struct mark, room + 1);
	for (unsigned i = 0; i < t->n; i++) {
		const struct piece *p = &t->pieces[i];

		if (p->source != FROM_LITERAL) {
			*n += ink_marks(l->ink, c, texts[i], strlen(texts[i]), out + *n);
		} else {
			memcpy(out + *n, p->marks, p->n * sizeof(*out));
			*n += p->n;
		}
	}
	return out;
}

const char *
words_text(struct layout *l, const struct words *t)
{
	unsigned n, len = 0;
	const struct mark *m = words_marks(l, t, CHAIN_HEI, &n);
	char *out = arena_alloc(l->w->arena, 4 * (size_t)n + 1);

	for (unsigned i = 0; i < n; i++)
		len += utf8_put(out + len, m[i].cp);
	return out;
}
