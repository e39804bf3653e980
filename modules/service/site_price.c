/* SPDX-License-Identifier: MIT */
/* 价格说明: the rows of the tariff in force and of the next one, and examples
 * the engine computes (rows of price_example). */
#include <string.h>

#include "modules/base/clock.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/catalog/price.h"
#include "modules/content/markup.h"
#include "site.h"

struct price_example {
	const char	*words, *ask;
};
static const struct db_col example_cols[] = {
	DB_COL(price_example, words), DB_COL(price_example, ask),
};
DB_SQL(sql_examples, "site.examples",
    "SELECT words, ask FROM price_example ORDER BY position", 0, 2);

static const char *
service_words(const char *code)
{
	static const struct { const char *code, *words; } list[] = {
		{ "new", "新办（首年）" }, { "renew", "延期续费（每年）" }, { "platform", "新增平台" },
		{ "reissue", "补办" }, { "medium_first", "存储介质（首次）" },
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		if (strcmp(list[i].code, code) == 0)
			return list[i].words;
	return code;
}

static const char *
medium_words(const struct site *s, const char *code)
{
	const struct medium *m = *code == '\0' ? NULL : catalog_medium(s->cat, code);

	return m == NULL ? "不限" : m->words;
}

static const char *
lock_words(const struct site *s, const char *code)
{
	return *code == '\0' ? "各类锁" : catalog_lock_words(s->cat, code);
}

static void
cell(FILE *to, const char *words)
{
	fputs("<td>", to);
	html_text(to, words);
	fputs("</td>", to);
}

static void
money(FILE *to, struct work *w, int64_t fen)
{
	fprintf(to, "<td class=\"fen\">%s</td></tr>\n", yuan_text(w->arena, fen));
}

static const char *
subject_words(const struct site *s, const char *code)
{
	const struct platform_class *k = catalog_class(s->cat, code);

	return k != NULL ? k->words : catalog_platform_words(s->cat, code, "UKEY");
}

/* Named with its day: a tariff to come stands below the present one. */
static void
open_table(FILE *to, struct work *w, const struct tariff *t, const char *words, const char *unit)
{
	fprintf(to, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s，自%s起\"><table>"
	    "<caption>%s（%s）</caption>", words, date_text(w->arena, t->valid_from), words, unit);
}

static void
bases(FILE *to, struct work *w, const struct site *s, const struct tariff *t)
{
	open_table(to, w, t, "基本费用", "元");
	fputs("<thead><tr><th scope=\"col\">业务</th><th scope=\"col\">锁类型</th><th scope=\"col\">介质</th>"
	    "<th scope=\"col\">说明</th><th scope=\"col\">金额</th></tr></thead><tbody>\n", to);
	for (size_t i = 0; i < t->nbases; i++) {
		const struct tariff_base *b = &t->bases[i];

		fputs("<tr>", to);
		cell(to, service_words(b->service));
		cell(to, lock_words(s, b->lock_type));
		cell(to, medium_words(s, b->medium));
		cell(to, b->words);
		money(to, w, b->fen);
	}
	fputs("</tbody></table></div>\n", to);
}

static void
platforms(FILE *to, struct work *w, const struct site *s, const struct tariff *t)
{
	open_table(to, w, t, "平台费用", "元/年");
	fputs("<thead><tr><th scope=\"col\">平台</th><th scope=\"col\">锁类型</th><th scope=\"col\">介质</th>"
	    "<th scope=\"col\">说明</th><th scope=\"col\">金额</th></tr></thead><tbody>\n", to);
	for (size_t i = 0; i < t->nprices; i++) {
		const struct tariff_platform *p = &t->prices[i];

		fputs("<tr>", to);
		cell(to, subject_words(s, p->subject));
		cell(to, lock_words(s, p->lock_type));
		cell(to, medium_words(s, p->medium));
		cell(to, p->words);
		money(to, w, p->fen);
	}
	fputs("</tbody></table></div>\n", to);
	if (t->own_city_free)
		fputs("<p>市级平台中，与企业注册地相同的一个不收取平台费。</p>\n", to);
	if (t->warranty_months > 0)
		fprintf(to, "<p>存储介质质保期%d个月，质保期内因产品本身质量问题补办的免费。</p>\n", t->warranty_months);
}

static void
one_tariff(FILE *to, struct work *w, const struct site *s, const struct tariff *t)
{
	fputs("<section><h2>", to);
	html_text(to, t->words);
	fprintf(to, t->valid_from > w->now ? "（自%s起执行）</h2>\n" : "（现行，自%s起执行）</h2>\n",
	    date_text(w->arena, t->valid_from));
	bases(to, w, s, t);
	platforms(to, w, s, t);
	fputs("</section>\n", to);
}

static int
one_example(FILE *to, struct work *w, const struct site *s, const struct price_example *e)
{
	struct json *ask;
	struct price p;

	if (js_parse(w, e->ask, strlen(e->ask), &ask) < 0 ||
	    price_case(w, s->cat, ask, &p) < 0)
		return -1;
	fputs("<h3>", to);
	html_text(to, e->words);
	fprintf(to, "：合计 %s 元</h3>\n<ul>\n", yuan_text(w->arena, p.fen));
	for (size_t i = 0; i < p.n; i++) {
		fputs("<li>", to);
		html_text(to, p.lines[i].words);
		fprintf(to, "：%s 元</li>\n", yuan_text(w->arena, p.lines[i].fen));
	}
	fputs("</ul>\n", to);
	return 0;
}

/* An example the tariff of today does not know is left out, not the page. */
static int
examples(FILE *to, struct work *w, const struct site *s)
{
	struct price_example *list;
	size_t n;

	if (db_list(w, &sql_examples, example_cols, &list, &n, DB_NO_ARGS) < 0)
		return -1;
	fputs("<section><h2>计算示例</h2>\n", to);
	for (size_t i = 0; i < n; i++)
		if (one_example(to, w, s, &list[i]) < 0) {
			if (w->fault.code != ERR_INVALID)
				return -1;
			fault_clear(w);
		}
	fputs("</section>\n", to);
	return 0;
}

int
site_price(struct work *w, struct site *s)
{
	FILE *to = site_open(w, s, "/info/price.html", "价格说明", "");

	if (to == NULL)
		return -1;
	fputs("<h1>价格说明</h1>\n<section><h2>收费说明</h2>\n", to);
	site_notices(w, s, to, "tariff");
	fputs("<p>以提交订单时页面显示的金额为准。</p></section>\n", to);
	for (size_t i = 0; i < s->cat->n_tariffs; i++) {
		const struct tariff *t = &s->cat->tariffs[i];

		if (strcmp(t->mode, "NORMAL") == 0 && (t->valid_to == 0 || t->valid_to > w->now))
			one_tariff(to, w, s, t);
	}
	if (examples(to, w, s) < 0) {
		fclose(to);
		return -1;
	}
	return site_close(w, s, to);
}
