/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "number.h"
#include "modules/base/clock.h"

#define WIDTH_MIN	3
#define WIDTH_MAX	8

/*
 * One statement, so nothing lies between reading and adding.  LAST_INSERT_ID(x)
 * carries the new value back on this connection.
 */
DB_SQL(sql_take, "number.take",
    "INSERT INTO counter (name, value) VALUES (?, LAST_INSERT_ID(?))"
    " ON DUPLICATE KEY UPDATE value = LAST_INSERT_ID(GREATEST(value + 1, VALUES(value)))",
    2, 0);

int
number_width(const char *template)
{
	const char *tail = strstr(template, "{tail:");
	int n;

	if (tail == NULL || strstr(template, "{time}") == NULL ||
	    strchr("345678", tail[6]) == NULL || tail[6] == '\0' || tail[7] != '}')
		return -1;
	n = tail[6] - '0';
	return n >= WIDTH_MIN && n <= WIDTH_MAX ? n : -1;
}

static int64_t
power_of_ten(int n)
{
	int64_t p = 1;

	while (n-- > 0)
		p *= 10;
	return p;
}

static const char *
stamp(struct work *w, int64_t at)
{
	struct civil c = civil_of(at);

	return arena_printf(w->arena, "%04d%02d%02d%02d%02d%02d", c.year, c.month, c.day,
	    c.hour, c.minute, c.second);
}

const char *
number_text(struct work *w, const char *template, const char *vendor, int64_t value, int width)
{
	int64_t unit = power_of_ten(width);
	const char *out = "";

	while (*template != '\0') {
		size_t plain = strcspn(template, "{");
		const char *fill = "";

		if (strncmp(template + plain, "{vendor}", 8) == 0)
			fill = vendor == NULL ? "" : vendor;
		else if (strncmp(template + plain, "{time}", 6) == 0)
			fill = stamp(w, value / unit);
		else if (strncmp(template + plain, "{tail:", 6) == 0)
			fill = arena_printf(w->arena, "%0*lld", width, (long long)(value % unit));
		out = arena_printf(w->arena, "%s%.*s%s", out, (int)plain, template, fill);
		template += plain;
		template += strcspn(template, "}");
		template += *template == '}';
	}
	return out;
}

static const struct number_template *
template_of(const struct catalog *c, const char *vendor, const char *service,
    const char *medium, int batch)
{
	const struct number_template *best = NULL;
	int best_score = -1;

	for (size_t i = 0; i < c->n_templates; i++) {
		const struct number_template *t = &c->templates[i];
		int same_v = vendor != NULL && strcmp(t->vendor, vendor) == 0;
		int same_m = medium != NULL && strcmp(t->medium, medium) == 0;

		if (strcmp(t->service, service) != 0 || t->batch != batch ||
		    (*t->vendor != '\0' && !same_v) || (*t->medium != '\0' && !same_m))
			continue;
		if (2 * (*t->vendor != '\0') + (*t->medium != '\0') > best_score) {
			best = t;
			best_score = 2 * (*t->vendor != '\0') + (*t->medium != '\0');
		}
	}
	return best;
}

int
number_next(struct work *w, const struct catalog *c, const char *vendor, const char *service,
    const char *medium, int batch, const char **out)
{
	const struct number_template *t = template_of(c, vendor, service, medium, batch);
	int width = t == NULL ? -1 : number_width(t->template);
	const char *name;
	int64_t least;

	if (width < 0)
		return refuse(w, ERR_BUG, "no number template for %s", service);
	name = arena_printf(w->arena, "number.%d", width);
	least = w->now * power_of_ten(width) + clock_ms() % 1000 * power_of_ten(width - 3);
	if (db_exec(w, &sql_take, DB_ARGS(DB_V(name), DB_V(least))) < 0)
		return -1;
	*out = number_text(w, t->template, vendor, db_last_id(w), width);
	return 0;
}
