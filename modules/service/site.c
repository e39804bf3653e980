/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/base/conf.h"
#include "modules/base/text.h"
#include "messages.h"
#include "modules/content/markup.h"
#include "modules/notify/template.h"
#include "site.h"

static const struct { const char *path, *words; } menu[] = {
	{ "/", "首页" }, { "/news/", "通知公告" }, { "/info/experience.html", "体验中心" },
	{ "/info/products.html", "产品中心" }, { "/info/learning.html", "学习中心" },
	{ "/info/knowledge.html", "知识库" }, { "/info/downloads.html", "下载中心" },
	{ "/info/about.html", "关于我们" },
};

static const struct channel *
house(const struct work *w, const struct site *s)
{
	const struct channel *c = catalog_channel(s->cat, w->conf->channel);

	BUG_ON(c == NULL);
	return c;
}

void
site_head(struct work *w, const struct site *s, FILE *to, const char *title, const char *here)
{
	const struct channel *c = house(w, s);

	fputs("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"format-detection\" content=\"telephone=no\">\n<meta name=\"description\" content=\"", to);
	html_text(to, *title == '\0' ? c->product : title);
	fputs("：网上申请、在线缴费、进度可查、就近领取。\">\n<title>", to);
	html_text(to, title);
	fputs(*title == '\0' ? "" : " - ", to);
	html_text(to, c->brand);
	fputs("</title>\n<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\n"
	    "<link rel=\"stylesheet\" href=\"/site.css\">\n</head>\n<body>\n"
	    "<a class=\"skip\" href=\"#main\">跳到正文</a>\n<header><div class=\"wrap\">"
	    "<a class=\"brand\" href=\"/\"><b>", to);
	html_text(to, c->brand);
	fputs("</b> <small>", to);
	html_text(to, c->motto);
	fputs("</small></a><p class=\"doors\"><a href=\"/status\">进度查询</a><a href=\"/login\">立即登录</a>"
	    "<a href=\"/register\">注册账号</a></p></div>\n<nav aria-label=\"主导航\"><ul class=\"wrap\">", to);
	for (size_t i = 0; i < sizeof(menu) / sizeof(*menu); i++)
		fprintf(to, "<li><a href=\"%s\"%s>%s</a></li>", menu[i].path,
		    strcmp(menu[i].path, here) == 0 ? " aria-current=\"page\"" : "", menu[i].words);
	fputs("</ul></nav></header>\n<main id=\"main\" class=\"wrap\">\n", to);
}

void
site_foot(struct work *w, const struct site *s, FILE *to)
{
	fputs("</main>\n<footer><div class=\"wrap\">\n", to);
	site_notices(w, s, to, "home");
	fputs("<p>", to);
	for (size_t i = 0; i < s->cat->n_contacts; i++) {
		const struct contact *k = &s->cat->contacts[i];

		if (strcmp(k->channel, w->conf->channel) != 0)
			continue;
		fputs("<span>", to);
		html_text(to, k->words);
		fputs("：", to);
		html_text(to, k->value);
		fputs("</span> ", to);
	}
	fputs("</p>\n<p><a href=\"/info/price.html\">价格说明</a> <a href=\"/info/agreements.html\">协议条款</a>"
	    " <a href=\"/help/browser.html\">浏览器要求</a></p>\n<p>", to);
	html_text(to, house(w, s)->brand);
	fputs("</p></div></footer>\n</body>\n</html>\n", to);
}

void
site_notices(struct work *w, const struct site *s, FILE *to, const char *place)
{
	for (size_t i = 0; i < s->cat->n_notices; i++) {
		const struct page_notice *n = &s->cat->notices[i];

		if (strcmp(n->channel, w->conf->channel) != 0 || strcmp(n->place, place) != 0 ||
		    !catalog_valid(n->valid_from, n->valid_to, w->now))
			continue;
		fputs("<p>", to);
		html_text(to, n->words);
		fputs("</p>\n", to);
	}
}

static FILE *
file_open(struct work *w, const struct site *s, const char *path)
{
	FILE *to = fopen(arena_printf(w->arena, "%s%s", s->dir, path), "wx");

	if (to == NULL)
		refuse(w, errno == ENOSPC ? ERR_FULL : ERR_BUG, "%s%s: %s", s->dir, path,
		    strerror(errno));
	else
		fchmod(fileno(to), 0644);
	return to;
}

static int
file_close(struct work *w, FILE *to)
{
	int bad = fflush(to) != 0 || ferror(to);

	return fclose(to) != 0 || bad ? refuse(w, ERR_FULL, "a page could not be written") : 0;
}

FILE *
site_open(struct work *w, struct site *s, const char *path, const char *title, const char *here)
{
	const char *index = strstr(path, "index.html");
	FILE *to = file_open(w, s, path);

	if (to == NULL)
		return NULL;
	fprintf(s->list, "<url><loc>%s%.*s</loc></url>\n", w->conf->site_origin,
	    (int)(index == NULL ? strlen(path) : (size_t)(index - path)), path);
	site_head(w, s, to, title, here);
	return to;
}

int
site_close(struct work *w, const struct site *s, FILE *to)
{
	site_foot(w, s, to);
	return file_close(w, to);
}

static int
write_file(struct work *w, const struct site *s, const char *path, const char *text)
{
	FILE *to = file_open(w, s, path);

	if (to == NULL)
		return -1;
	fputs(text, to);
	return file_close(w, to);
}

static int
print_all(struct work *w, struct site *s)
{
	int rc;

	if ((s->list = file_open(w, s, "/sitemap.xml")) == NULL)
		return -1;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n", s->list);
	rc = site_pages(w, s) < 0 || site_price(w, s) < 0 ||
	    write_file(w, s, "/site.css", site_css) < 0 ||
	    write_file(w, s, "/robots.txt", arena_printf(w->arena,
		"User-agent: *\nAllow: /\nDisallow: /api/\nDisallow: /my/\nDisallow: /staff/\n"
		"Sitemap: %s/sitemap.xml\n", w->conf->site_origin)) < 0 ? -1 : 0;
	fputs("</urlset>\n", s->list);
	return file_close(w, s->list) < 0 ? -1 : rc;
}

/* ---- folders ---- */

static int
make_folder(struct work *w, const char *path)
{
	if (mkdir(path, 0755) < 0 || chmod(path, 0755) < 0)
		return refuse(w, ERR_BUG, "%s: %s", path, strerror(errno));
	return 0;
}

static void
remove_files(struct work *w, const char *dir, int deep)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		const char *path = arena_printf(w->arena, "%s/%s", dir, e->d_name);

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (unlink(path) < 0 && deep > 0)
			remove_files(w, path, deep - 1);
	}
	if (d != NULL)
		closedir(d);
	rmdir(dir);
}

/* Everything a printing made but the folder that is kept. */
static void
remove_older(struct work *w, const char *top, const char *keep)
{
	DIR *d = opendir(top);
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL)
		if (strncmp(e->d_name, "site-", 5) == 0 && strcmp(e->d_name, keep) != 0)
			remove_files(w, arena_printf(w->arena, "%s/%s", top, e->d_name), 1);
	if (d != NULL)
		closedir(d);
}

static int
turn_link(struct work *w, const char *top, const char *name)
{
	const char *fresh = arena_printf(w->arena, "%s/.now", top);

	unlink(fresh);
	if (symlink(name, fresh) < 0 ||
	    rename(fresh, arena_printf(w->arena, "%s/now", top)) < 0)
		return refuse(w, ERR_BUG, "%s/now: %s", top, strerror(errno));
	return 0;
}

static int
load(struct work *w, struct site *s)
{
	const char *channel = w->conf->channel;

	if (catalog_get(w, &s->cat) < 0 ||
	    content_published(w, "NOTICE", channel, &s->notices, &s->nnotices) < 0 ||
	    content_published(w, "HELP", channel, &s->helps, &s->nhelps) < 0)
		return -1;
	return content_published(w, "PAGE", channel, &s->pages, &s->npages);
}

static int
print_locked(struct work *w, const char *top)
{
	struct pid dice = pid_new();
	const char *name = arena_printf(w->arena, "site-%s", hex_text(w->arena, dice.b, 8));
	struct site s = { .dir = arena_printf(w->arena, "%s/%s", top, name) };

	if (load(w, &s) < 0 || make_folder(w, s.dir) < 0 ||
	    make_folder(w, arena_printf(w->arena, "%s/news", s.dir)) < 0 ||
	    make_folder(w, arena_printf(w->arena, "%s/info", s.dir)) < 0 ||
	    make_folder(w, arena_printf(w->arena, "%s/help", s.dir)) < 0 ||
	    print_all(w, &s) < 0 || turn_link(w, top, name) < 0)
		return -1;
	remove_older(w, top, name);
	return 0;
}

/* One printing at a time, whoever prints. */
int
site_print(struct work *w)
{
	const char *top = w->conf->public_dir;
	int lock, rc;

	mkdir(top, 0755);
	lock = open(arena_printf(w->arena, "%s/.lock", top), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (lock < 0 || flock(lock, LOCK_EX) < 0) {
		if (lock >= 0)
			close(lock);
		return refuse(w, ERR_BUG, "%s/.lock: %s", top, strerror(errno));
	}
	rc = print_locked(w, top);
	close(lock);
	return rc;
}

int
run_site(struct work *w, const struct task *t, int64_t *again)
{
	(void)t;
	(void)again;
	return site_print(w);
}

int
site_preview(struct work *w, const struct pid *pid, struct blob *out)
{
	struct site s = { .dir = NULL };
	struct content c;
	char *text = NULL;
	size_t n = 0;
	FILE *to;
	int rc = 0;

	if (content_get(w, pid, &c) < 0 || catalog_get(w, &s.cat) < 0)
		return -1;
	to = open_memstream(&text, &n);
	BUG_ON(to == NULL);
	site_head(w, &s, to, c.title, "");
	if (template_kind_ok(c.kind))
		rc = messages_preview(w, to, &c);
	else
		site_one(to, w, &c);
	site_foot(w, &s, to);
	BUG_ON(fclose(to) != 0);
	*out = (struct blob){ arena_memdup(w->arena, text, n), n };
	free(text);
	return rc;
}
