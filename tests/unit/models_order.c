/* SPDX-License-Identifier: MIT */
#include "models.h"

/* ---- an order: what it still waits for follows from what happened ---- */

enum stage { STAGE_NONE, STAGE_MONEY, STAGE_REVIEW, STAGE_BACK, STAGE_MAKE, STAGE_SHIP,
	STAGE_SENT, STAGE_PICKUP, STAGE_UPDATE, STAGE_PHONE, STAGE_OVER };

static enum stage
order_stage(const struct facts *f)
{
	int money = f->costs && !f->paid, review = f->reviewed && !f->passed;

	if (!f->begun)
		return STAGE_NONE;
	if (money && !(f->first && review))
		return STAGE_MONEY;
	if (review)
		return f->back ? STAGE_BACK : STAGE_REVIEW;
	if (!f->gives)
		return f->renews && !f->made ? STAGE_UPDATE : f->phone && !f->renews && !f->handed ?
		    STAGE_PHONE : STAGE_OVER;
	if (!f->made)
		return STAGE_MAKE;
	if (is(f->way, "PICKUP"))
		return f->handed ? STAGE_OVER : STAGE_PICKUP;
	return f->handed ? STAGE_OVER : f->sent ? STAGE_SENT : STAGE_SHIP;
}

static const char *
order_state_of_facts(const struct facts *f)
{
	static const char *const names[] = { "DRAFT", "UNPAID", "REVIEW", "RETURNED", "MAKE",
		"SHIP", "SENT", "PICKUP", "UPDATE", "DOWNLOAD", "DONE" };

	return f->end != NULL ? f->end : names[order_stage(f)];
}

/* Money that was taken does not go back by a step; nothing made is undone. */
static int
order_may_cancel(const struct facts *f, enum stage at)
{
	return !f->paid && (at == STAGE_MONEY || at == STAGE_REVIEW || at == STAGE_BACK);
}

/* Before its effect began: made, or on the road of D4 paid (7.3). */
static int
order_may_revoke(const struct facts *f, enum stage at)
{
	return f->reviewed && f->passed &&
	    (f->first ? at == STAGE_MONEY : at == STAGE_MAKE || at == STAGE_PHONE);
}

static int
order_event(struct facts *f, const char *event)
{
	enum stage at = f->end != NULL ? STAGE_OVER : order_stage(f);

	if (is(event, "SUBMIT"))
		return at == STAGE_NONE && set(&f->begun, 1);
	if (is(event, "PAY"))
		return at == STAGE_MONEY && set(&f->paid, 1);
	if (is(event, "APPROVE"))
		return at == STAGE_REVIEW && set(&f->passed, 1);
	if (is(event, "RETURN"))
		return at == STAGE_REVIEW && set(&f->back, 1);
	if (is(event, "RESUBMIT"))
		return at == STAGE_BACK && set(&f->back, 0);
	if (is(event, "REFUSE"))
		return at == STAGE_REVIEW && end(f, "REFUSED");
	if (is(event, "REVOKE"))
		return order_may_revoke(f, at) && set(&f->passed, 0);
	if (is(event, "UPDATED"))
		return at == STAGE_UPDATE && set(&f->made, 1);
	if (is(event, "MADE"))
		return at == STAGE_MAKE && !is(f->way, "NONE") && set(&f->made, 1);
	if (is(event, "FAILED") || is(event, "CHECKED") || is(event, "POINT") || is(event, "VOUCHER"))
		return 0;		/* told, not taken */
	if (is(event, "REMAKE"))	/* the key failed the quality check */
		return (at == STAGE_SHIP || at == STAGE_PICKUP) && set(&f->made, 0);
	if (is(event, "SHIP"))
		return at == STAGE_SHIP && set(&f->sent, 1);
	if (is(event, "SENT_BACK"))
		return at == STAGE_SENT && set(&f->sent, 0);
	if (is(event, "RECEIVE"))
		return at == STAGE_SENT && set(&f->handed, 1);
	if (is(event, "HANDOUT"))
		return at == STAGE_PICKUP && set(&f->handed, 1);
	if (is(event, "REPLACE"))	/* never fetched: a reissue was */
		return is(f->way, "PICKUP") && (at == STAGE_MAKE || at == STAGE_PICKUP) &&
		    end(f, "REPLACED");
	if (is(event, "DOWNLOADED"))
		return at == STAGE_PHONE && set(&f->handed, 1);
	if (is(event, "CANCEL"))
		return order_may_cancel(f, at) && end(f, "CANCELLED");
	if (is(event, "EXPIRE"))
		return at == STAGE_MONEY && end(f, "EXPIRED");
	if (is(event, "REFUND"))	/* 7.1: paid, production not started */
		return f->paid && (at == STAGE_REVIEW || at == STAGE_BACK || at == STAGE_MAKE ||
		    at == STAGE_UPDATE || at == STAGE_PHONE) && end(f, "CANCELLED");
	return -1;
}

/* ---- a payment attempt: what a provider tells is always answered ---- */

static const char *
pay_state_of_facts(const struct facts *f)
{
	return f->end != NULL ? f->end : f->back ? "SUSPECT" : f->late ? "CLOSED" :
	    f->begun ? "WAIT_SCAN" : "CREATED";
}

static int
pay_event(struct facts *f, const char *event)
{
	int sure = f->end != NULL || f->back;	/* nothing told changes it any more */

	if (is(event, "QR"))
		return sure || f->late || set(&f->begun, 1);
	if (is(event, "SUCCEED"))
		return sure || end(f, f->open ? "SUCCESS" : "SURPLUS");
	if (is(event, "MISMATCH"))
		return sure || set(&f->back, 1);
	if (is(event, "CLOSE"))
		return sure || set(&f->late, 1);
	if (is(event, "ACCEPT"))
		return f->back && f->end == NULL && end(f, f->open ? "SUCCESS" : "SURPLUS");
	if (is(event, "RETURN"))
		return f->back && f->end == NULL && end(f, "SURPLUS");
	return -1;
}

/* ---- a refund: approved by somebody, sent under one number until it is through ---- */

static const char *
refund_state_of_facts(const struct facts *f)
{
	return f->end != NULL ? f->end : f->back ? "FAILED" : f->sent ? "SENT" :
	    f->passed ? "APPROVED" : "REQUESTED";
}

static int
refund_event(struct facts *f, const char *event)
{
	int out = f->sent && f->end == NULL;

	if (is(event, "REQUEST"))
		return 0;
	if (is(event, "APPROVE"))
		return f->end == NULL && !f->passed && set(&f->passed, 1);
	if (is(event, "REJECT"))
		return f->end == NULL && !f->passed && end(f, "REJECTED");
	if (is(event, "SEND"))
		return f->passed && !f->back && f->end == NULL && set(&f->sent, 1);
	if (is(event, "SUCCEED"))	/* told again: seen */
		return (f->end != NULL && f->sent) || (out && end(f, "SUCCEEDED"));
	if (is(event, "FAIL"))
		return out && !f->back && set(&f->back, 1);
	if (is(event, "REPEAT"))
		return out && f->back && set(&f->back, 0) && set(&f->sent, 0);
	return -1;
}

/* ---- a round of review ---- */

static const char *
review_state_of_facts(const struct facts *f)
{
	if (f->end != NULL)
		return f->end;
	if (f->passed)
		return "APPROVED";
	return f->second ? (f->held ? "IN_SECOND" : "SECOND") : f->held ? "IN_REVIEW" : "PENDING";
}

static int
review_approved(struct facts *f)
{
	f->held = 0;
	if (f->two && !f->second)
		return set(&f->second, 1);
	return set(&f->passed, 1);
}

static int
review_event(struct facts *f, const char *event)
{
	int looks = f->held && !f->passed && f->end == NULL;
	int waits = !f->passed && f->end == NULL;

	if (is(event, "OPEN"))
		return 0;
	if (is(event, "CLAIM"))
		return waits && set(&f->held, 1);
	if (is(event, "RELEASE") || is(event, "LAPSE"))
		return looks && set(&f->held, 0);
	if (is(event, "REASSIGN"))
		return looks && !f->second && set(&f->held, 0);
	if (is(event, "RETURN"))
		return looks && !f->second && end(f, "RETURNED");
	if (is(event, "APPROVE"))
		return looks && review_approved(f);
	if (is(event, "SENDBACK"))
		return looks && f->second && set(&f->held, 0) && set(&f->second, 0);
	if (is(event, "REFUSE"))
		return looks && end(f, "REFUSED");
	if (is(event, "REVOKE"))
		return f->passed && f->end == NULL && end(f, "REVOKED");
	if (is(event, "DROP"))
		return waits && end(f, "VOID");
	return -1;
}

/* ---- an invoice, or the red letter of one ---- */

static const char *
invoice_state_of_facts(const struct facts *f)
{
	if (f->end != NULL)
		return f->end;
	if (!f->begun)
		return "NOT_WANTED";
	if (f->red)
		return "RED_REQUESTED";
	return !f->paid ? "CHOSEN" : f->back ? "FAILED" : f->made ? "ISSUED" :
	    f->sent ? "ISSUING" : "WAIT_ISSUE";
}

/* What finance has taken along (sent) is not given up before it brings the result. */
static int
invoice_event(struct facts *f, const char *event)
{
	int live = f->end == NULL, due = live && !f->red && f->paid && !f->made;

	if (is(event, "OPEN") || is(event, "RESEND") || is(event, "CHANGE"))
		return 0;
	if (is(event, "CHOOSE"))
		return live && !f->red && !f->begun && set(&f->begun, 1);
	if (is(event, "PAY"))
		return live && !f->red && f->begun && !f->paid && set(&f->paid, 1);
	if (is(event, "EXPORT"))
		return due && !f->sent && set(&f->sent, 1);
	if (is(event, "ISSUE"))
		return due && f->sent && !f->back && set(&f->made, 1);
	if (is(event, "FAIL"))
		return due && f->sent && !f->back && set(&f->back, 1);
	if (is(event, "RETRY"))
		return due && f->back && set(&f->back, 0) && set(&f->sent, 0);
	if (is(event, "SEND"))
		return live && f->made && f->mail && end(f, "SENT");
	if (is(event, "POST"))
		return live && f->made && !f->mail && end(f, "POSTED");
	if (is(event, "RED"))
		return live && f->red && !f->begun && set(&f->begun, 1);
	if (is(event, "RED_ISSUE"))
		return live && f->red && f->begun && end(f, "RED_ISSUED");
	if (is(event, "DROP"))
		return live && f->begun && !f->made && (!f->sent || f->back) && end(f, "VOID");
	return -1;
}

const struct model models_order[] = {
	{ "order",           order_event,    order_state_of_facts },
	{ "payment attempt", pay_event,      pay_state_of_facts },
	{ "refund",          refund_event,   refund_state_of_facts },
	{ "review",          review_event,   review_state_of_facts },
	{ "invoice",         invoice_event,  invoice_state_of_facts },
	{ NULL, NULL, NULL },
};
