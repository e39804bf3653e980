/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "channel_word.h"
#include "modules/base/json.h"

struct word {
	const char	*name, *words;
};

static const struct db_col cols[] = { DB_COL(word, name), DB_COL(word, words) };

DB_SQL(sql_list, "channel_word.list",
    "SELECT name, words FROM channel_word WHERE channel = ? ORDER BY name", 1, 2);

int
channel_word(struct work *w, const char *channel, const char *name, const char *otherwise,
    const char **out)
{
	struct word *list;
	size_t n;

	*out = otherwise;
	if (db_list(w, &sql_list, cols, &list, &n, DB_ARGS(DB_V(channel))) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].name, name) == 0)
			*out = list[i].words;
	return 0;
}

int
channel_words_json(struct work *w, const char *channel, struct json **out)
{
	struct word *list;
	size_t n;

	if (db_list(w, &sql_list, cols, &list, &n, DB_ARGS(DB_V(channel))) < 0)
		return -1;
	*out = js_object(w);
	for (size_t i = 0; i < n; i++)
		js_put_text(*out, list[i].name, list[i].words);
	return 0;
}
