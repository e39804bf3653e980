/* SPDX-License-Identifier: MIT */
/*
 * The three words of the portal (支付状态 / 审核状态 / 收货状态) and the sentence
 * 下一步, derived from the order and what the neighbouring rooms say of it.
 * Pure; requirements 7.1 lists the codes.
 */
#ifndef ORDER_WORDS_H
#define ORDER_WORDS_H

#include "order.h"

/* What the order's row does not know. */
struct order_facts {
	int		 paying;	/* a payment attempt is open */
	int		 claimed;	/* a reviewer holds the task */
	int		 second;	/* ... or a second look waits or runs */
	int		 refunding;	/* money is to go back, or on its way */
	int64_t		 refunded;	/* fen that are back */
	int		 approved;	/* a review ended well */
};

struct order_words {
	const char	*pay, *review, *ship;	/* codes */
};

struct order_words order_words(const struct order *o, const struct order_facts *f);

/* Chinese of a code; the code itself when it is unknown. */
const char	*pay_word_text(const char *code);
const char	*review_word_text(const char *code);
const char	*ship_word_text(const char *code);

/* The i-th code of 支付状态 (0), 审核状态 (1) or 收货状态 (2); NULL behind the last. */
const char *order_word_at(int column, size_t i);

/* One sentence: who moves next and how. */
const char	*order_next_words(const struct order *o);
/* The act the sentence invites to, or NULL: "pay", "edit", "voucher", "phone", "receive". */
const char	*order_next_act(const struct order *o);

/*
 * Buttons of the applicant, straight from the step table and the actor's
 * rights: pay, edit, cancel, voucher, phone, receive, refund.  Returns how many.
 */
#define ORDER_BUTTONS_MAX	7
size_t	order_buttons(const struct work *w, const struct order *o,
	    const char *out[ORDER_BUTTONS_MAX]);

#endif
