/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "policy.h"

static const struct {
	const char	*word;
	int		 trait;
	const char	*words;
} traits[] = {
	{ "PAID",       POLICY_PAID,       "收费" },
	{ "REVIEWED",   POLICY_REVIEWED,   "审核" },
	{ "FIRST",      POLICY_FIRST,      "先审核后缴费" },
	{ "HANDED",     POLICY_HANDED,     "发放介质" },
	{ "UPDATED",    POLICY_UPDATED,    "更新证书后办结" },
	{ "EFFECT",     POLICY_EFFECT,     "立即生效" },
	{ "DOWNLOAD",   POLICY_DOWNLOAD,   "下载到手机" },
	{ "ACTIVATION", POLICY_ACTIVATION, "领取后激活" },
	{ "POINT_FREE", POLICY_POINT_FREE, "制证前可变更办理点" },
};

int
policy_trait_at(size_t i, int *trait, const char **code, const char **words)
{
	if (i >= sizeof(traits) / sizeof(*traits))
		return 0;
	*trait = traits[i].trait;
	*code = traits[i].word;
	*words = traits[i].words;
	return 1;
}

static int
trait_of(const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof(traits) / sizeof(*traits); i++)
		if (strlen(traits[i].word) == len && memcmp(traits[i].word, word, len) == 0)
			return traits[i].trait;
	return -1;
}

int
policy_traits(const char *words)
{
	int bits = 0;

	while (*words != '\0') {
		size_t len = strcspn(words, " ");
		int bit = trait_of(words, len);

		if (bit < 0)
			return -1;
		bits |= bit;
		words += len + strspn(words + len, " ");
	}
	return bits;
}

int
policy_finish(struct work *w, struct catalog *c)
{
	size_t d = 0;

	for (size_t i = 0; i < c->n_policies; i++) {
		struct policy *p = &c->policies[i];

		if ((p->traits = policy_traits(p->trait_words)) < 0)
			return refuse(w, ERR_BUG, "policy %lld: traits %s", (long long)p->id,
			    p->trait_words);
		p->documents = &c->documents[d];
		for (; d < c->n_documents && c->documents[d].policy_id == p->id; d++)
			p->ndocuments++;
	}
	return 0;
}

/* 0: does not fit; more is closer. */
static int
fits(const char *row, const char *asked, int weight)
{
	if (*row == '\0')
		return 1;
	return asked != NULL && strcmp(row, asked) == 0 ? 1 + weight : 0;
}

const struct policy *
policy_find(const struct catalog *c, const char *channel, const char *service,
    const char *medium, const char *lock_type, int64_t at)
{
	const struct policy *best = NULL;
	int best_score = 0;

	for (size_t i = 0; i < c->n_policies; i++) {
		const struct policy *p = &c->policies[i];
		int m = fits(p->medium, medium, 1), l = fits(p->lock_type, lock_type, 2);

		if (strcmp(p->channel, channel) != 0 || strcmp(p->service, service) != 0 ||
		    !catalog_valid(p->valid_from, p->valid_to, at) || m == 0 || l == 0)
			continue;
		if (m + l > best_score ||
		    (m + l == best_score && p->valid_from > best->valid_from)) {
			best = p;
			best_score = m + l;
		}
	}
	return best;
}

const struct policy *
policy_by_id(const struct catalog *c, int64_t id)
{
	for (size_t i = 0; i < c->n_policies; i++)
		if (c->policies[i].id == id)
			return &c->policies[i];
	return NULL;
}

/* ---- versions ---- */

DB_SQL(sql_add, "policy.add",
    "INSERT INTO policy (channel, service, medium, lock_type, traits, reviewers, review_minutes,"
    " words, valid_from, valid_to, author, written_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)", 11, 0);
DB_SQL(sql_add_document, "policy.add_document",
    "INSERT INTO policy_document (policy_id, slot, form, position) VALUES (?, ?, ?, ?)", 4, 0);
#define AHEAD	" WHERE channel = ? AND service = ? AND medium = ? AND lock_type = ?" \
		" AND valid_from = ? AND valid_from > ?"
DB_SQL(sql_drop_documents, "policy.drop_documents",
    "DELETE FROM policy_document WHERE policy_id IN (SELECT id FROM policy" AHEAD ")", 6, 0);
DB_SQL(sql_drop, "policy.drop", "DELETE FROM policy" AHEAD, 6, 0);

int
policy_add(struct work *w, const struct policy *p)
{
	int64_t made = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(p->channel), DB_V(p->service),
	    DB_V(p->medium), DB_V(p->lock_type), DB_V(p->trait_words), DB_V(p->reviewers),
	    DB_V(p->review_minutes), DB_V(p->words), DB_V(p->valid_from), DB_V(w->actor->name),
	    DB_V(w->now))), id;

	if (made < 0)
		return -1;
	if (made == 0)
		return refuse_say(w, ERR_CONFLICT, "date", "这一天已有另一个版本生效");
	id = db_last_id(w);
	for (size_t i = 0; i < p->ndocuments; i++)
		if (db_exec_one(w, &sql_add_document, DB_ARGS(DB_V(id), DB_V(p->documents[i].slot),
			DB_V(p->documents[i].form), DB_V((int)i + 1))) < 0)
			return -1;
	return 0;
}

int
policy_withdraw(struct work *w, const struct policy *p)
{
	struct db_args args = DB_ARGS(DB_V(p->channel), DB_V(p->service), DB_V(p->medium),
	    DB_V(p->lock_type), DB_V(p->valid_from), DB_V(w->now));
	int64_t gone;

	if (db_exec(w, &sql_drop_documents, args) < 0 || (gone = db_exec(w, &sql_drop, args)) < 0)
		return -1;
	return gone == 1 ? 0 : refuse_say(w, ERR_CONFLICT, NULL, "这个版本已经生效或已撤回");
}
