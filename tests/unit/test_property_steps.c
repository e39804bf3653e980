/* SPDX-License-Identifier: MIT */
/*
 * Random sequences of events through every state machine of the house, beside
 * a model of it.  A model is written from requirements section 7, not from the
 * step table: it keeps facts (paid, reviewed, made ...) and says which events
 * they allow and which state they amount to.  It shares no enum and no table
 * with the house; it knows states and events by their stored codes alone.
 *
 * An event that a model does not know yet: the machine goes its way, money and
 * keys are still counted, and the model rests until the next sequence; the
 * event is named in the output, and with CAPORTAL_LONG it is a failure.  A new
 * event is told in the model of its machine: two or three lines.
 *
 * 10^5 sequences a machine with CAPORTAL_LONG (`tests/run long`), else a tenth.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "modules/service/machines.h"

#define SEQUENCES	100000
#define EVENTS		24		/* of a sequence, at most */

/* What is so.  Each model uses what it needs.  A condition and what it brings about are one
 * expression: `allowed && set(...)`. */
struct facts {
	int	begun, paid, passed, waits, back, made, sent, handed, held, second, late, found;
	const char *end;		/* the final state it came to, NULL: it is not over */
	/* what its policy says */
	int	costs, reviewed, first, gives, renews, phone, unasked, two, open, lasting, activation, mail,
		red;
	const char *way;
};

/* 1: the event is allowed and told; 0: it is refused; -1: unknown to the model. */
typedef int	(*model_event)(struct facts *f, const char *event);
typedef const char *(*model_state)(const struct facts *f);

static int
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static int
end(struct facts *f, const char *state)
{
	f->end = state;
	return 1;
}

static int
set(int *fact, int value)
{
	*fact = value;
	return 1;
}

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

/* ---- a dossier ---- */

static const char *
dossier_state_of_facts(const struct facts *f)
{
	return f->end != NULL ? f->end : f->passed ? "APPROVED" : f->back ? "RETURNED" :
	    f->waits ? "PENDING" : "DRAFT";
}

static int
dossier_sent(struct facts *f)
{
	f->back = 0;
	return f->reviewed ? set(&f->waits, 1) : set(&f->passed, 1);
}

static int
dossier_event(struct facts *f, const char *event)
{
	int live = f->end == NULL && !f->passed, judged = live && f->waits && !f->back;

	if (is(event, "OPEN"))
		return 0;
	if (is(event, "SUBMIT"))
		return live && !f->waits && dossier_sent(f);
	if (is(event, "RESUBMIT"))
		return live && f->back && dossier_sent(f);
	if (is(event, "RETURN"))
		return judged && set(&f->back, 1);
	if (is(event, "APPROVE"))
		return judged && set(&f->passed, 1);
	if (is(event, "REFUSE"))
		return judged && end(f, "REFUSED");
	if (is(event, "DROP"))
		return live && !judged && end(f, "DROPPED");
	if (is(event, "REPLACE"))
		return f->end == NULL && f->passed && end(f, "REPLACED");
	return -1;
}

/* ---- a certificate ---- */

/* found: it may be used; late: time is over; back: reported lost; waits: for the update of
 * a renewal (1) or a change (2) */
static const char *
cert_state_of_facts(const struct facts *f)
{
	if (f->end != NULL)
		return f->end;
	if (!f->made)
		return "APPLYING";
	if (!f->handed)
		return "READY";
	if (!f->found)
		return "NEEDS_ACTIVATION";
	return f->back ? "SUSPENDED" : f->waits == 1 ? "RENEWAL_PENDING" :
	    f->waits == 2 ? "CHANGE_PENDING" : f->late ? "EXPIRED" : "ACTIVE";
}

static int
cert_updated(struct facts *f)
{
	f->late = 0;
	return set(&f->waits, 0);
}

static int
cert_event(struct facts *f, const char *event)
{
	int live = f->end == NULL && f->made, used = live && f->found && f->handed;
	int quiet = used && !f->back && f->waits == 0;

	if (is(event, "APPLY") || is(event, "IMPORT") || is(event, "GRANT"))
		return 0;
	if (is(event, "ISSUE"))
		return f->end == NULL && !f->made && set(&f->made, 1);
	if (is(event, "RETRACT"))	/* its key failed the quality check */
		return live && !f->handed && set(&f->made, 0);
	if (is(event, "DROP"))
		return f->end == NULL && !f->made && end(f, "DROPPED");
	if (is(event, "HANDOUT"))
		return live && !f->handed && set(&f->handed, 1) &&
		    set(&f->found, !f->activation);
	if (is(event, "ACTIVATE"))
		return live && f->handed && !f->found && set(&f->found, 1);
	if (is(event, "RENEW"))
		return quiet && set(&f->waits, 1);
	if (is(event, "CHANGE"))
		return quiet && !f->late && set(&f->waits, 2);
	if (is(event, "UPDATE"))
		return used && f->waits != 0 && cert_updated(f);
	if (is(event, "UNDO"))
		return used && f->waits == 1 && cert_updated(f);
	if (is(event, "EXPIRE"))
		return quiet && !f->late && set(&f->late, 1);
	if (is(event, "SUSPEND"))
		return quiet && !f->late && set(&f->back, 1);
	if (is(event, "RESUME"))
		return used && f->back && set(&f->back, 0);
	if (is(event, "REPLACE"))
		return used && f->waits == 0 && end(f, "REPLACED");
	if (is(event, "REVOKE"))
		return live && end(f, "REVOKED");
	return -1;
}

/* ---- a key ---- */

/* end is what became of it after the holder had it; late: out of use for ever */
static const char *
token_state_of_facts(const struct facts *f)
{
	return f->late ? "RETIRED" : f->end != NULL ? f->end : f->back ? "PIN_LOCKED" :
	    f->handed ? "HANDED_OUT" : f->made ? f->passed ? "CHECKED" : "PERSONALISED" : f->begun ? "ALLOCATED" : "IN_STOCK";
}

static int
token_event(struct facts *f, const char *event)
{
	int whole = f->end == NULL && !f->late, out = whole && f->handed && !f->back;

	if (is(event, "STOCK"))
		return 0;
	if (is(event, "ALLOCATE"))
		return whole && !f->begun && !f->made && set(&f->begun, 1);
	if (is(event, "RECALL"))
		return whole && f->begun && !f->made && set(&f->begun, 0);
	if (is(event, "PERSONALISE"))
		return whole && !f->made && set(&f->made, 1);
	if (is(event, "CHECK"))		/* by quality, before anybody has it */
		return whole && f->made && !f->handed && !f->passed && set(&f->passed, 1);
	if (is(event, "SPOIL"))
		return whole && !f->handed && end(f, "DEFECT");
	if (is(event, "HANDOUT"))
		return whole && f->made && !f->handed && set(&f->handed, 1);
	if (is(event, "BREAK"))
		return whole && f->made && !f->back && end(f, "DAMAGED");
	if (is(event, "LOSE"))
		return out && end(f, "LOST");
	if (is(event, "FAIL"))
		return out && end(f, "FAULTY");
	if (is(event, "GIVE_BACK"))
		return out && end(f, "RETURNED");
	if (is(event, "LOCK"))
		return out && set(&f->back, 1);
	if (is(event, "UNLOCK"))
		return whole && f->back && set(&f->back, 0);
	if (is(event, "RETIRE"))
		return !f->late && (f->end != NULL || !f->made) && set(&f->late, 1);
	return -1;
}

/* ---- an identity ---- */

static const char *
identity_state_of_facts(const struct facts *f)
{
	return f->end != NULL ? f->end : f->passed ? "ACTIVE" : f->begun ? "FOUNDING" : "REQUESTED";
}

static int
identity_event(struct facts *f, const char *event)
{
	int asked = f->end == NULL && !f->passed, in = f->end == NULL && f->passed;

	if (is(event, "OPEN"))
		return 0;
	if (is(event, "FOUND"))
		return asked && !f->begun && set(&f->begun, 1);
	if (is(event, "WITHDRAW"))
		return asked && end(f, "REMOVED");
	if (is(event, "APPROVE"))
		return asked && !f->begun && set(&f->passed, 1);
	if (is(event, "REJECT"))
		return asked && !f->begun && end(f, "REJECTED");
	if (is(event, "CONFIRM"))
		return asked && f->begun && set(&f->passed, 1);
	if (is(event, "REFUSE"))
		return asked && f->begun && end(f, "REJECTED");
	if (is(event, "LEAVE") || is(event, "REMOVE") || is(event, "HANDOVER"))
		return in && end(f, "REMOVED");
	return -1;
}

/* ---- a parcel ---- */

static const char *
parcel_state_of_facts(const struct facts *f)
{
	return f->end != NULL ? f->end : f->back ? "RETURNED_TO_SENDER" : f->sent ? "SHIPPED" : "TO_SHIP";
}

static int
parcel_event(struct facts *f, const char *event)
{
	int here = f->end == NULL && !f->sent, away = f->end == NULL && f->sent && !f->back;

	if (is(event, "OPEN"))
		return 0;
	if (is(event, "SHIP"))
		return here && set(&f->sent, 1);
	if (is(event, "VOID"))
		return here && end(f, "VOID");
	if (is(event, "RECEIVE"))
		return away && end(f, "RECEIVED");
	if (is(event, "SENT_BACK"))
		return away && set(&f->back, 1);
	if (is(event, "AGAIN"))
		return f->end == NULL && f->back && set(&f->back, 0) && set(&f->sent, 0);
	return -1;
}

/* ---- a link into a phone: loaded or given up, once ---- */

static const char *
download_state_of_facts(const struct facts *f)
{
	return f->end != NULL ? f->end : "WAITING";
}

static int
download_event(struct facts *f, const char *event)
{
	if (is(event, "ISSUE"))
		return 0;
	if (is(event, "LOAD"))
		return f->end == NULL && end(f, "LOADED");
	if (is(event, "VOID"))
		return f->end == NULL && end(f, "VOID");
	return -1;
}

/* ---- a text ---- */

static const char *
content_state_of_facts(const struct facts *f)
{
	return f->end != NULL ? f->end : f->passed ? "PUBLISHED" : "DRAFT";
}

static int
content_event(struct facts *f, const char *event)
{
	int draft = f->end == NULL && !f->passed, shown = f->end == NULL && f->passed;

	if (is(event, "OPEN"))
		return 0;
	if (is(event, "PUBLISH"))
		return draft && set(&f->passed, 1);
	if (is(event, "DROP"))
		return draft && end(f, "DROPPED");
	if (is(event, "REPLACE"))
		return shown && end(f, "REPLACED");
	if (is(event, "WITHDRAW"))
		return shown && !f->lasting && end(f, "WITHDRAWN");
	return -1;
}

/* ---- a version of the tariff ---- */

static const char *
tariff_state_of_facts(const struct facts *f)
{
	return f->end != NULL ? f->end : f->passed ? "SCHEDULED" : "DRAFT";
}

static int
tariff_event(struct facts *f, const char *event)
{
	int draft = f->end == NULL && !f->passed;

	if (is(event, "LOAD"))
		return 0;
	if (is(event, "ACTIVATE"))
		return draft && set(&f->passed, 1);
	if (is(event, "DROP"))
		return draft && end(f, "DROPPED");
	if (is(event, "WITHDRAW"))
		return f->end == NULL && f->passed && end(f, "WITHDRAWN");
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

/* ---- a message: it ends when somebody took it in; back: nobody did ---- */

static const char *
message_state_of_facts(const struct facts *f)
{
	return f->end != NULL ? f->end : f->back ? "DEAD" : "QUEUED";
}

/* Again makes it wait anew; a woken task may still send what was given up. */
static int
message_event(struct facts *f, const char *event)
{
	if (is(event, "SEND"))
		return f->end == NULL && end(f, "SENT");
	if (is(event, "BURY"))
		return f->end == NULL && !f->back && set(&f->back, 1);
	if (is(event, "AGAIN"))
		return f->end == NULL && f->back && set(&f->back, 0);
	return -1;
}

/* ---- the lists ---- */

static const struct model {
	const char	*machine;
	model_event	 event;
	model_state	 state;
} models[] = {
	{ "order",           order_event,    order_state_of_facts },
	{ "payment attempt", pay_event,      pay_state_of_facts },
	{ "refund",          refund_event,   refund_state_of_facts },
	{ "review",          review_event,   review_state_of_facts },
	{ "dossier",         dossier_event,  dossier_state_of_facts },
	{ "certificate",     cert_event,     cert_state_of_facts },
	{ "key",             token_event,    token_state_of_facts },
	{ "identity",        identity_event, identity_state_of_facts },
	{ "parcel",          parcel_event,   parcel_state_of_facts },
	{ "download",        download_event, download_state_of_facts },
	{ "content",         content_event,  content_state_of_facts },
	{ "tariff",          tariff_event,   tariff_state_of_facts },
	{ "invoice",         invoice_event,  invoice_state_of_facts },
	{ "message",         message_event,  message_state_of_facts },
};

static const struct { const char *trait; size_t fact; } traits[] = {
	{ "paid",       offsetof(struct facts, costs) },
	{ "reviewed",   offsetof(struct facts, reviewed) },
	{ "first",      offsetof(struct facts, first) },
	{ "handed",     offsetof(struct facts, gives) },
	{ "updated",    offsetof(struct facts, renews) },
	{ "effect",     offsetof(struct facts, unasked) },
	{ "download",   offsetof(struct facts, phone) },
	{ "open group", offsetof(struct facts, open) },
	{ "two",        offsetof(struct facts, two) },
	{ "activation", offsetof(struct facts, activation) },
	{ "lasting",    offsetof(struct facts, lasting) },
	{ "mail",       offsetof(struct facts, mail) },
	{ "red",        offsetof(struct facts, red) },
};

/* What happens at most once on a road: money comes, money goes, a key goes. */
static const struct { const char *machine, *what, *events; } once[] = {
	{ "order",           "money taken",     " PAY " },
	{ "order",           "money returned",  " REFUND " },
	{ "order",           "key given",       " RECEIVE HANDOUT " },
	{ "order",           "certificate loaded", " DOWNLOADED " },
	{ "order",           "key updated",     " UPDATED " },
	{ "payment attempt", "money counted",   " SUCCEED ACCEPT " },
	{ "refund",          "money returned",  " SUCCEED " },
	{ "certificate",     "handed out",      " HANDOUT " },
	{ "key",             "personalised",    " PERSONALISE " },
	{ "key",             "key given",       " HANDOUT " },
	{ "parcel",          "parcel received", " RECEIVE " },
	{ "download",        "certificate loaded", " LOAD " },
	{ "invoice",         "invoice issued",  " ISSUE " },
	{ "invoice",         "invoice reddened", " RED_ISSUE " },
};
#define N(list)		(sizeof(list) / sizeof(*(list)))

/* ---- one sequence ---- */

struct road {
	const struct machine *m;
	const struct model *model;	/* NULL: none, or it rests */
	struct facts	 facts;
	unsigned	 traits, seen, ends;	/* ends: the states with a way out */
	int		 state, way, count[N(once)];
	char		 told[EVENTS * 32];
};

static uint64_t dice_state = 20211115;

static int
dice(int sides)
{
	dice_state ^= dice_state << 13;
	dice_state ^= dice_state >> 7;
	dice_state ^= dice_state << 17;
	return (int)((dice_state >> 11) % (unsigned)sides);
}

#define WRONG(r, what, ...) \
	fail_msg("%s, traits %#x, way %d:%s: " what, (r)->m->name, (r)->traits, (r)->way, \
	    (r)->told, __VA_ARGS__)

/* A trait of the policy; -1: the model does not know it. */
static int
give_trait(struct facts *f, const char *name)
{
	for (size_t i = 0; i < N(traits); i++)
		if (is(traits[i].trait, name))
			return set((int *)(void *)((char *)f + traits[i].fact), 1);
	return -1;
}

/* Review before payment means something only where there is a review. */
static int
possible(const struct facts *f)
{
	return !f->first || f->reviewed;
}

/* States from which a final one can be reached. */
static unsigned
way_out(const struct machine *m, unsigned has, int way)
{
	unsigned out = m->final, before;

	do {
		before = out;
		for (const struct step *s = m->steps; s < m->steps + m->nsteps; s++)
			if (step_fits(s, has, way) && (out & 1u << s->to))
				out |= 1u << s->from;
	} while (out != before);
	return out;
}

static void
begin(struct road *r, const struct machine *m, const struct model *model)
{
	do {
		*r = (struct road){ .m = m, .model = model };
		for (unsigned t = 0; t < m->ntraits; t++) {
			if (dice(2) == 0)
				continue;
			if (give_trait(&r->facts, m->traits[t]) < 0)
				r->model = NULL;
			r->traits |= 1u << t;
		}
		r->way = m->nways > 1 ? 1 + dice(m->nways - 1) : 0;
	} while (!possible(&r->facts));
	r->facts.way = m->nways > 0 ? m->ways[r->way].code : "";
	r->ends = way_out(m, r->traits, r->way);
	r->seen = 1u << 0;
}

/* Three of four are events the machine answers, the rest whatever the dice say. */
static int
next_event(const struct road *r)
{
	int answered[64], n = 0;

	for (int act = 0; act < r->m->nacts; act++)
		if (machine_step(r->m, r->state, act, r->traits, r->way) != NULL)
			answered[n++] = act;
	return n == 0 || dice(4) == 0 ? dice(r->m->nacts) : answered[dice(n)];
}

static void
count_once(struct road *r, const char *event)
{
	char word[40];

	snprintf(word, sizeof(word), " %s ", event);
	for (size_t i = 0; i < N(once); i++)
		if (is(once[i].machine, r->m->name) && strstr(once[i].events, word) != NULL &&
		    ++r->count[i] > 1)
			WRONG(r, "%s twice", once[i].what);
}

static void
compare(struct road *r, const char *event, int answered, unsigned *unknown, int act)
{
	int allowed = r->model->event(&r->facts, event);
	const char *code = machine_state_code(r->m, r->state);

	if (allowed < 0) {
		*unknown |= 1u << act;
		r->model = answered ? NULL : r->model;
		return;
	}
	if (allowed != answered)
		WRONG(r, "the table %s it, the model does not", answered ? "allows" : "refuses");
	if (!is(r->model->state(&r->facts), code))
		WRONG(r, "the table is in %s, the model in %s", code, r->model->state(&r->facts));
}

static void
happens(struct road *r, int act, unsigned *unknown)
{
	const struct step *s = machine_step(r->m, r->state, act, r->traits, r->way);
	const char *event = machine_act_code(r->m, act);
	size_t n = strlen(r->told);

	snprintf(r->told + n, sizeof(r->told) - n, " %s", event);
	if (s != NULL && s->to != s->from) {
		if (machine_final(r->m, s->from))
			WRONG(r, "%s is an end, and yet it moves", machine_state_code(r->m, s->from));
		count_once(r, event);
		r->state = s->to;
		r->seen |= 1u << s->to;
	}
	if ((r->ends & 1u << r->state) == 0)
		WRONG(r, "no way out of %s", machine_state_code(r->m, r->state));
	if (r->model != NULL)
		compare(r, event, s != NULL, unknown, act);
}

/* ---- the tests ---- */

static int
whole(void)
{
	return getenv("CAPORTAL_LONG") != NULL;
}

static const struct model *
model_of(const struct machine *m)
{
	for (size_t i = 0; i < N(models); i++)
		if (is(models[i].machine, m->name))
			return &models[i];
	return NULL;
}

static void
name_unknown(const struct machine *m, unsigned unknown)
{
	for (int act = 0; act < m->nacts; act++)
		if (unknown & 1u << act)
			print_message("# the model of %s does not know %s yet\n", m->name,
			    machine_act_code(m, act));
	if (whole())
		assert_int_equal(unknown, 0);
}

static void
every_machine_goes_as_its_model(void **state)
{
	int sequences = whole() ? SEQUENCES : SEQUENCES / 10;

	(void)state;
	for (size_t i = 0; i < n_machines; i++) {
		const struct model *model = model_of(machines[i]);
		unsigned seen = 0, unknown = 0;
		struct road r;

		if (model == NULL && whole())
			fail_msg("%s has no model", machines[i]->name);
		for (int n = 0; n < sequences; n++) {
			int events = 1 + dice(EVENTS);

			begin(&r, machines[i], model);
			while (events-- > 0)
				happens(&r, next_event(&r), &unknown);
			seen |= r.seen;
		}
		for (int s = 0; s < machines[i]->nstates; s++)
			if ((seen & 1u << s) == 0)
				fail_msg("%s: nobody came to %s in %d sequences", machines[i]->name,
				    machine_state_code(machines[i], s), sequences);
		name_unknown(machines[i], unknown);
	}
	print_message("# %d sequences of each of %zu machines, 0 mismatches\n", sequences, n_machines);
}

/* Three attempts at one debt: whatever is told in whatever order, one counts at most, and what
 * came besides goes back. */
static void
one_of_several_payments_counts(void **state)
{
	const struct machine *m = NULL;
	int sequences = whole() ? SEQUENCES : SEQUENCES / 10, success, surplus;

	(void)state;
	for (size_t i = 0; i < n_machines; i++)
		if (is(machines[i]->name, "payment attempt"))
			m = machines[i];
	assert_non_null(m);
	success = machine_state_of(m, "SUCCESS");
	surplus = machine_state_of(m, "SURPLUS");
	for (int n = 0; n < sequences; n++) {
		int at[3] = { 0, 0, 0 }, open = 1, counted = 0;

		for (int e = 0; e < EVENTS; e++) {
			int a = dice(3), was = at[a];
			const struct step *s = machine_step(m, was, dice(m->nacts), open ? 1 : 0, 0);

			if (dice(20) == 0)
				open = 0;		/* cancelled, or out of time */
			if (s == NULL)
				continue;
			at[a] = s->to;
			if (s->to == success && was != success) {
				assert_true(s->has == 1);
				assert_int_equal(++counted, 1);
				open = 0;
			}
			if (was == success || was == surplus)
				assert_int_equal(at[a], was);
		}
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_machine_goes_as_its_model),
	cmocka_unit_test(one_of_several_payments_counts),
};

TEST_MAIN(tests)
