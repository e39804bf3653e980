/* SPDX-License-Identifier: MIT */
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "conf.h"
#include "terms.h"
#include "text.h"
#include "work.h"

static int
environment_ok(const char *s)
{
	return text_in(s, (const char *const[]){ "demo", "test", "production", NULL });
}

static int
level_ok(const char *s)
{
	return text_in(s, (const char *const[]){ "error", "warn", "info", "debug", NULL });
}

/* Empty, or a mobile number of the mainland. */
static int
phone_or_none(const char *s)
{
	return *s == '\0' || (strlen(s) == 11 && *s == '1' && strspn(s, "0123456789") == 11);
}

static int
origin_ok(const char *s)
{
	return (strncmp(s, "https://", 8) == 0 || strncmp(s, "http://127.0.0.1", 16) == 0) &&
	    s[strlen(s) - 1] != '/';
}

enum setting_type { TEXT, PATH, INT };

struct setting {
	const char	 *name;
	enum setting_type type;
	size_t		  offset;
	const char	 *value;
	int64_t		  number, min, max;
	int		(*check)(const char *);
	const char	 *doc;
};

static const struct setting settings[] = {
#define SETTING_TEXT(name, value, check, doc) \
	{ #name, TEXT, offsetof(struct conf, name), value, 0, 0, 0, check, doc },
#define SETTING_PATH(name, value, check, doc) \
	{ #name, PATH, offsetof(struct conf, name), value, 0, 0, 0, check, doc },
#define SETTING_INT(name, value, min, max, doc) \
	{ #name, INT, offsetof(struct conf, name), NULL, value, min, max, NULL, doc },
#include "settings.def"
#undef SETTING_TEXT
#undef SETTING_PATH
#undef SETTING_INT
};

#define NSETTINGS	(sizeof(settings) / sizeof(*settings))

static void
put_text(struct conf *c, const struct setting *s, const char *value)
{
	memcpy((char *)c + s->offset, &value, sizeof(value));
}

static const char *
get_text(const struct conf *c, const struct setting *s)
{
	const char *value;

	memcpy(&value, (const char *)c + s->offset, sizeof(value));
	return value;
}

static int64_t
get_int(const struct conf *c, const struct setting *s)
{
	int64_t n;

	memcpy(&n, (const char *)c + s->offset, sizeof(n));
	return n;
}

static const char *
below(struct work *w, const char *dir, const char *path)
{
	if (*path == '\0' || *path == '/')
		return path;
	return arena_printf(w->arena, "%s/%s", dir, path);
}

void
conf_defaults(struct work *w, const char *dir, struct conf *out)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < NSETTINGS; i++) {
		const struct setting *s = &settings[i];

		if (s->type == INT)
			memcpy((char *)out + s->offset, &s->number, sizeof(s->number));
		else
			put_text(out, s, s->type == PATH ? below(w, dir, s->value) : s->value);
	}
}

static const struct setting *
setting_find(const char *name)
{
	for (size_t i = 0; i < NSETTINGS; i++)
		if (strcmp(settings[i].name, name) == 0)
			return &settings[i];
	return NULL;
}

static int
set_int(struct work *w, struct conf *c, const struct setting *s, const char *value)
{
	char *end;
	int64_t n = strtoll(value, &end, 10);

	if (*value == '\0' || *end != '\0' || n < s->min || n > s->max)
		return refuse(w, ERR_INVALID, "%s must be a number from %lld to %lld",
		    s->name, (long long)s->min, (long long)s->max);
	memcpy((char *)c + s->offset, &n, sizeof(n));
	return 0;
}

static int
set_one(struct work *w, struct conf *c, const char *dir, const char *name,
    const char *value)
{
	const struct setting *s = setting_find(name);

	if (s == NULL)
		return refuse(w, ERR_INVALID, "no setting is called %s", name);
	if (s->type == INT)
		return set_int(w, c, s, value);
	if (s->check != NULL && !s->check(value))
		return refuse(w, ERR_INVALID, "%s = %s is not allowed", name, value);
	value = arena_strdup(w->arena, value);
	put_text(c, s, s->type == PATH ? below(w, dir, value) : value);
	return 0;
}

static char *
trim(char *s)
{
	char *end;

	s += strspn(s, " \t");
	end = s + strlen(s);
	while (end > s && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	*end = '\0';
	return s;
}

static int
read_line(struct work *w, struct conf *c, const char *dir, char *line)
{
	char *eq;

	line = trim(line);
	if (*line == '\0' || *line == '#')
		return 0;
	if ((eq = strchr(line, '=')) == NULL)
		return refuse(w, ERR_INVALID, "expected name = value");
	*eq = '\0';
	return set_one(w, c, dir, trim(line), trim(eq + 1));
}

/* What no environment called production may have (design 13). */
static int
check_production(struct work *w, const struct conf *c)
{
	if (c->env != ENV_TEST && *c->clock_file != '\0')
		return refuse(w, ERR_INVALID, "clock_file is for environment test only");
	if (c->env != ENV_PRODUCTION)
		return 0;
	if (strstr(c->pay_drivers, "sandbox") != NULL)
		return refuse(w, ERR_INVALID, "production refuses payment driver sandbox");
	if (strcmp(c->phone_driver, "sandbox") == 0)
		return refuse(w, ERR_INVALID, "production refuses phone driver sandbox");
	if (strcmp(c->sms_driver, "demo") == 0)
		return refuse(w, ERR_INVALID, "production refuses message driver demo");
	if (strncmp(c->site_origin, "https://", 8) != 0)
		return refuse(w, ERR_INVALID, "production wants an https site_origin");
	return 0;
}

static int
read_lines(struct work *w, FILE *f, const char *path, const char *dir, struct conf *out)
{
	char line[4096];

	for (int n = 1; fgets(line, sizeof(line), f) != NULL; n++)
		if (read_line(w, out, dir, line) < 0) {
			w->fault.detail = arena_printf(w->arena, "%s:%d: %s", path, n,
			    w->fault.detail);
			return -1;
		}
	return 0;
}

int
conf_load(struct work *w, const char *path, struct conf *out)
{
	const char *dir = dirname(arena_strdup(w->arena, path));
	FILE *f = fopen(path, "re");
	int rc;

	if (f == NULL)
		return refuse(w, ERR_INVALID, "cannot read %s", path);
	conf_defaults(w, dir, out);
	rc = read_lines(w, f, path, dir, out);
	fclose(f);
	if (rc < 0)
		return -1;
	out->env = strcmp(out->environment, "production") == 0 ? ENV_PRODUCTION :
	    strcmp(out->environment, "test") == 0 ? ENV_TEST : ENV_DEMO;
	return check_production(w, out);
}

void
conf_print(const struct conf *c, FILE *to)
{
	for (size_t i = 0; i < NSETTINGS; i++)
		if (settings[i].type == INT)
			fprintf(to, "%s = %lld\n", settings[i].name,
			    (long long)get_int(c, &settings[i]));
		else
			fprintf(to, "%s = %s\n", settings[i].name, get_text(c, &settings[i]));
}

void
conf_print_docs(FILE *to)
{
	fputs("| setting | default | meaning |\n|---|---|---|\n", to);
	for (size_t i = 0; i < NSETTINGS; i++) {
		const struct setting *s = &settings[i];

		if (s->type == INT)
			fprintf(to, "| `%s` | %lld (%lld to %lld) | %s |\n", s->name,
			    (long long)s->number, (long long)s->min, (long long)s->max, s->doc);
		else
			fprintf(to, "| `%s` | `%s` | %s |\n", s->name, s->value, s->doc);
	}
}
