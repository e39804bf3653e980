/* SPDX-License-Identifier: MIT */
/* Every page but the prices: what stands where. */
#include <string.h>

#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/content/content.h"
#include "modules/content/markup.h"
#include "site.h"

#define HOME_NEWS	6

void
site_one(FILE *to, struct work *w, const struct content *c)
{
	fputs("<article>\n<h1>", to);
	html_text(to, c->title);
	fputs("</h1>\n", to);
	if (strcmp(c->kind, "NOTICE") == 0)
		fprintf(to, "<p class=\"hint\">发布日期：<time>%s</time>（第%d版）</p>\n", date_text(w->arena,
		    c->published_at == 0 ? w->now : c->published_at), c->n);
	markup_html(to, c->body);
	fputs("</article>\n", to);
}

/* Links to texts; dates: notices have a day. */
static void
links(FILE *to, struct work *w, const struct content *rows, size_t n, const char *folder,
    int dates)
{
	fputs(n == 0 ? "<p>暂无内容</p>\n" : "<ul class=\"links\">\n", to);
	for (size_t i = 0; i < n; i++) {
		fprintf(to, "<li><a href=\"/%s/%s.html\">", folder, rows[i].slug);
		html_text(to, rows[i].title);
		fputs("</a>", to);
		if (dates)
			fprintf(to, " <time>%s</time>", date_text(w->arena, rows[i].published_at));
		fputs("</li>\n", to);
	}
	if (n > 0)
		fputs("</ul>\n", to);
}

static void
points(FILE *to, struct work *w, const struct site *s)
{
	fputs("<section><h2>办理点</h2>\n<dl>\n", to);
	for (size_t i = 0; i < s->cat->n_points; i++) {
		const struct pickup_point *p = &s->cat->points[i];

		if (!catalog_valid(p->valid_from, p->valid_to, w->now))
			continue;
		fputs("<dt>", to);
		html_text(to, p->words);
		fputs("</dt><dd>", to);
		html_text(to, p->address);
		fputs(p->hours == NULL || *p->hours == '\0' ? "" : "，", to);
		html_text(to, p->hours);
		fputs(p->phone == NULL || *p->phone == '\0' ? "" : "，", to);
		html_text(to, p->phone);
		fputs("</dd>\n", to);
	}
	fputs("</dl></section>\n", to);
}

static int
home_page(struct work *w, struct site *s)
{
	const struct channel *c = catalog_channel(s->cat, w->conf->channel);
	FILE *to = site_open(w, s, "/index.html", "", "/");

	if (to == NULL)
		return -1;
	fputs("<section class=\"hero\"><h1>", to);
	html_text(to, c->product);
	fputs("</h1><p>网上申请、在线缴费、进度可查、就近领取</p><p><a class=\"go\" href=\"/login\">立即登录</a>"
	    " <a class=\"go\" href=\"/help/guide.html\">查看办理指南</a></p></section>\n"
	    "<section><h2>通知公告</h2>\n", to);
	links(to, w, s->notices, s->nnotices < HOME_NEWS ? s->nnotices : HOME_NEWS, "news", 1);
	fputs("</section>\n<section><h2>办理指南</h2>\n", to);
	links(to, w, s->helps, s->nhelps, "help", 0);
	fputs("</section>\n<section><h2>审核时间</h2>\n", to);
	site_notices(w, s, to, "review");
	fputs("</section>\n<section><h2>收费说明</h2>\n", to);
	site_notices(w, s, to, "tariff");
	fputs("<p><a href=\"/info/price.html\">查看完整的价格说明</a></p></section>\n", to);
	points(to, w, s);
	return site_close(w, s, to);
}

static int
news_page(struct work *w, struct site *s)
{
	FILE *to = site_open(w, s, "/news/index.html", "通知公告", "/news/");

	if (to == NULL)
		return -1;
	fputs("<h1>通知公告</h1>\n", to);
	links(to, w, s->notices, s->nnotices, "news", 1);
	return site_close(w, s, to);
}

/* What a page of the menu shows below its own words. */
static void
below(FILE *to, struct work *w, const struct site *s, const char *slug)
{
	if (strcmp(slug, "learning") == 0 || strcmp(slug, "knowledge") == 0) {
		fputs("<section><h2>帮助文档</h2>\n", to);
		links(to, w, s->helps, s->nhelps, "help", 0);
		fputs("</section>\n", to);
	}
	if (strcmp(slug, "about") == 0)
		points(to, w, s);
}

/* All of one channel, so no address comes twice. */
static int
text_pages(struct work *w, struct site *s, const struct content *rows, size_t n,
    const char *folder, const char *here)
{
	for (size_t i = 0; i < n; i++) {
		const char *path = arena_printf(w->arena, "/%s/%s.html", folder, rows[i].slug);
		FILE *to;

		to = site_open(w, s, path, rows[i].title, here == NULL ? path : here);
		if (to == NULL)
			return -1;
		site_one(to, w, &rows[i]);
		below(to, w, s, folder[0] == 'i' ? rows[i].slug : "");
		if (site_close(w, s, to) < 0)
			return -1;
	}
	return 0;
}

/* Texts to agree to, each once: the sets of all events. */
static int
agreement_page(struct work *w, struct site *s)
{
	static const char *const events[] = { "REGISTER", "LOGIN", "APPLY", "VENDOR" };
	FILE *to = site_open(w, s, "/info/agreements.html", "协议条款", "");
	int64_t seen[64];
	size_t nseen = 0;

	if (to == NULL)
		return -1;
	fputs("<h1>协议条款</h1>\n", to);
	for (size_t e = 0; e < sizeof(events) / sizeof(*events); e++) {
		struct agreement *list;
		size_t n, k;

		if (agreement_list(w, w->conf->channel, events[e], &list, &n) < 0)
			return fclose(to), -1;
		for (size_t i = 0; i < n && nseen < 64; i++) {
			for (k = 0; k < nseen && seen[k] != list[i].id; k++)
				continue;
			if (k < nseen)
				continue;
			seen[nseen++] = list[i].id;
			fputs("<details><summary>《", to);
			html_text(to, list[i].title);
			fprintf(to, "》（版本 %s）</summary>\n", list[i].version);
			markup_html(to, list[i].body);
			fputs("</details>\n", to);
		}
	}
	return site_close(w, s, to);
}

int
site_pages(struct work *w, struct site *s)
{
	if (home_page(w, s) < 0 || news_page(w, s) < 0 || agreement_page(w, s) < 0)
		return -1;
	if (text_pages(w, s, s->notices, s->nnotices, "news", "/news/") < 0 ||
	    text_pages(w, s, s->helps, s->nhelps, "help", "/info/learning.html") < 0)
		return -1;
	return text_pages(w, s, s->pages, s->npages, "info", NULL);
}

const char site_css[] =
    "*{box-sizing:border-box}body{margin:0;background:#f3f5f9;color:#1f2733;font:16px/1.75 \"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif}\n"
    ".wrap{max-width:1080px;margin:0 auto;padding:0 16px}a{color:#1f5fbf}p a,li a,dd a{text-decoration:underline}\n"
    ":focus-visible{outline:2px solid #1f5fbf;outline-offset:2px}\n"
    ".skip{position:absolute;left:8px;top:-60px;background:#fff;padding:8px 16px}.skip:focus{top:8px}\n"
    "header{background:#fff;border-bottom:1px solid #dde2ea}header div{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 16px}\n"
    ".brand{color:#1f2733;text-decoration:none;padding:12px 0;font-size:18px}.brand small{color:#5f6672;font-size:13px}\n"
    ".doors{margin:0}.doors a{display:inline-block;padding:10px 12px}\n"
    "nav{background:#123c7a}nav ul{list-style:none;display:flex;flex-wrap:wrap;margin:0 auto}\n"
    "nav li a{display:block;padding:10px 16px;color:#fff;text-decoration:none}nav a:hover,nav a[aria-current]{background:#1f5fbf}nav a:focus-visible{outline-color:#fff;outline-offset:-4px}\n"
    "main{min-height:60vh;padding-top:20px!important;padding-bottom:40px!important}\n"
    "article,section,details{background:#fff;border:1px solid #dde2ea;border-radius:6px;padding:20px 24px;margin:0 0 16px}summary{cursor:pointer;font-weight:600}\n"
    "h1{font-size:24px;line-height:1.4;margin:0 0 12px}h2{font-size:19px;margin:20px 0 8px}section>h2:first-child{margin-top:0}h3{font-size:16px;margin:16px 0 6px}\n"
    "p{margin:0 0 10px;overflow-wrap:anywhere}.hint,time,small{color:#5f6672}.hero{background:#123c7a;color:#fff;padding:40px 32px}.go{display:inline-block;background:#fff;color:#123c7a;padding:8px 22px;border-radius:4px;margin:4px 8px 4px 0}\n"
    ".hero .go{text-decoration:none;font-weight:600}.links{list-style:none;padding:0}.links li{display:flex;justify-content:space-between;gap:12px;flex-wrap:wrap;padding:8px 0;border-bottom:1px solid #e6eaf0}\n"
    "dt{font-weight:600}dd{margin:0 0 8px}.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:0 0 12px}caption{text-align:left;font-weight:600;padding:6px 0}th,td{border:1px solid #dde2ea;padding:8px 10px;text-align:left}td.fen{text-align:right;white-space:nowrap}\n"
    "footer{background:#16233a;color:#dbe4f2;padding:20px 0}footer a{color:#dbe4f2;margin-right:14px;display:inline-block;padding:4px 0}footer span{margin-right:14px;display:inline-block}\n"
    "@media(max-width:600px){nav li{width:25%}nav li a{padding:10px 2px;text-align:center;font-size:15px}nav ul{padding:0}.hero{padding:24px 18px}article,section,details{padding:16px}}\n"
    "@media print{header,footer,.skip{display:none}body,article{background:#fff;border:0}}\n";
