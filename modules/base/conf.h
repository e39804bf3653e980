/* SPDX-License-Identifier: MIT */
/*
 * One config file, `name = value` a line, `#` comments.  Every setting is a
 * row of settings.def (type, default, check, what it means); `caportal-worker
 * -t` checks a file and `caportal-admin print settings` writes
 * docs/settings.md.  Secrets are never settings but files of mode 0600.
 *
 * Relative paths are taken from the folder of the config file.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdint.h>
#include <stdio.h>

struct work;

enum environment { ENV_DEMO, ENV_TEST, ENV_PRODUCTION };

struct conf {
#define SETTING_TEXT(name, value, check, doc)		const char *name;
#define SETTING_PATH(name, value, check, doc)		const char *name;
#define SETTING_INT(name, value, min, max, doc)		int64_t name;
#include "settings.def"
#undef SETTING_TEXT
#undef SETTING_PATH
#undef SETTING_INT
	enum environment	 env;		/* parsed from `environment` */
};

/* Fills *out from the file, defaults first; refuses with file and line. */
int	conf_load(struct work *w, const char *path, struct conf *out);
/* All defaults, paths below `dir`: tests. */
void	conf_defaults(struct work *w, const char *dir, struct conf *out);
void	conf_print(const struct conf *c, FILE *to);	/* as a config file */
void	conf_print_docs(FILE *to);			/* as Markdown */

#endif
