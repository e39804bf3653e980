/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/log.h"
#include "modules/order/words.h"
#include "modules/pay/pay.h"
#include "modules/review/review.h"
#include "restate.h"
#include "review_subject.h"

/* Whose money can have gone back; late money of a closed order too. */
static int
has_paid(const struct order *o)
{
	return (o->traits & TRAIT_PAID) && o->state != ORDER_UNPAID && o->state != ORDER_DRAFT;
}

static int
facts_of(struct work *w, const struct order *o, struct order_facts *f)
{
	struct refund_sums sums = { 0 };
	enum review_state review;

	memset(f, 0, sizeof(*f));
	if (review_state(w, review_of_order(o->id), &review) < 0 ||
	    pay_order_paying(w, o->id, &f->paying) < 0 ||
	    (has_paid(o) && pay_order_refunds(w, o->id, &sums) < 0))
		return -1;
	f->refunding = sums.open > 0;
	f->refunded = sums.back;
	f->claimed = review == REVIEW_IN_REVIEW;
	f->second = review == REVIEW_SECOND || review == REVIEW_IN_SECOND;
	f->approved = review == REVIEW_APPROVED;
	return 0;
}

static int
set_words(struct work *w, struct order *o, const struct order_facts *f)
{
	struct order_words words = order_words(o, f);

	return order_words_set(w, o, words.pay, words.review, words.ship);
}

int
service_restate(struct work *w, struct order *o)
{
	struct order_facts f;

	return facts_of(w, o, &f) < 0 ? -1 : set_words(w, o, &f);
}

int
service_restate_new(struct work *w, struct order *o)
{
	struct order_facts f = { 0 };

	return set_words(w, o, &f);
}

static int
check_one(struct work *w, const struct order *o, int64_t *wrong)
{
	struct order_words words;
	struct order_facts f;

	if (facts_of(w, o, &f) < 0)
		return -1;
	words = order_words(o, &f);
	if (strcmp(words.pay, o->pay_word) == 0 && strcmp(words.review, o->review_word) == 0 &&
	    strcmp(words.ship, o->ship_word) == 0)
		return 0;
	log_line(LOG_ERROR, "check=words order=%s is=%s,%s,%s should=%s,%s,%s", o->no,
	    o->pay_word, o->review_word, o->ship_word, words.pay, words.review, words.ship);
	++*wrong;
	return 0;
}

int
service_check(struct work *w, int64_t *looked, int64_t *wrong)
{
	int64_t after = 0;

	*looked = *wrong = 0;
	for (;;) {
		struct arena_mark here = arena_mark(w->arena);
		struct order *o;
		size_t n;

		if (order_after(w, after, &o, &n) < 0)
			return -1;
		for (size_t i = 0; i < n; i++, ++*looked)
			if (check_one(w, &o[i], wrong) < 0)
				return -1;
		if (n == 0)
			return 0;
		after = o[n - 1].id;
		arena_rewind(w->arena, here);
	}
}
