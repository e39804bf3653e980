/* SPDX-License-Identifier: MIT */
/*
 * The public site, printed: static HTML and one style sheet in
 * <public_dir>/now, a symbolic link to the folder of the last printing.  A
 * printing makes a new folder and turns the link with one rename, so a visitor
 * sees the old site or the new one, whole; then older folders are removed.
 * nginx serves it (nginx/caportal.conf.in).  Every word goes through
 * html_text() or markup_html().
 *
 *	/				首页
 *	/news/ /news/SLUG.html		通知公告
 *	/info/SLUG.html			the pages of the menu
 *	/info/price.html		价格说明, printed from the tariff
 *	/info/agreements.html		the texts in force
 *	/help/SLUG.html			办理指南, 常见问题 ...
 *	/site.css /robots.txt /sitemap.xml
 */
#ifndef SERVICE_SITE_H
#define SERVICE_SITE_H

#include <stdio.h>

#include "modules/catalog/catalog.h"
#include "modules/content/item.h"
#include "modules/outbox/task.h"

/* Prints all pages; also `caportal-admin site`. */
int	site_print(struct work *w);
/* Tasks timer.print and timer.site. */
int	run_site(struct work *w, const struct task *t, int64_t *again);
/* One text as its page would be: the operator's preview. */
int	site_preview(struct work *w, const struct pid *pid, struct blob *out);

/* ---- between the files of the printer ---- */

struct site {
	const struct catalog	*cat;
	const char		*dir;		/* NULL: a preview */
	FILE			*list;		/* lines of the sitemap */
	struct content		*notices, *helps, *pages;
	size_t			 nnotices, nhelps, npages;
};

/* title "": the home page.  here: path of the menu entry it belongs to. */
FILE	*site_open(struct work *w, struct site *s, const char *path, const char *title,
	    const char *here);
void	 site_head(struct work *w, const struct site *s, FILE *to, const char *title,
	    const char *here);
int	 site_close(struct work *w, const struct site *s, FILE *to);
void	 site_foot(struct work *w, const struct site *s, FILE *to);
/* Sentences of a place of the house's own channel, each a paragraph. */
void	 site_notices(struct work *w, const struct site *s, FILE *to, const char *place);
int	 site_price(struct work *w, struct site *s);		/* site_price.c */
int	 site_pages(struct work *w, struct site *s);		/* site_pages.c */
void	 site_one(FILE *to, struct work *w, const struct content *c);
extern const char site_css[];

#endif
