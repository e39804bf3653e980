/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "policy.h"

static const struct {
	const char	*word;
	int		 trait;
} traits[] = {
	{ "PAID",     POLICY_PAID },
	{ "REVIEWED", POLICY_REVIEWED },
	{ "FIRST",    POLICY_FIRST },
	{ "HANDED",   POLICY_HANDED },
	{ "UPDATED",  POLICY_UPDATED },
	{ "EFFECT",   POLICY_EFFECT },
	{ "DOWNLOAD", POLICY_DOWNLOAD },
	{ "ACTIVATION", POLICY_ACTIVATION },
};

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
