/* SPDX-License-Identifier: MIT */
#include "models.h"

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
	if (is(event, "REPLACE"))	/* what was never handed over too */
		return ((used && f->waits == 0) || (f->end == NULL && !f->handed)) &&
		    end(f, "REPLACED");
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
	if (is(event, "GIVE_BACK"))	/* by its holder, or by a point where nobody fetched it */
		return (out || (whole && f->made && !f->handed)) && end(f, "RETURNED");
	if (is(event, "LOCK"))
		return out && set(&f->back, 1);
	if (is(event, "UNLOCK"))
		return whole && f->back && set(&f->back, 0);
	if (is(event, "RETIRE"))
		return !f->late && (f->end != NULL || !f->made) && set(&f->late, 1);
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

const struct model models_cert[] = {
	{ "certificate",     cert_event,     cert_state_of_facts },
	{ "key",             token_event,    token_state_of_facts },
	{ "parcel",          parcel_event,   parcel_state_of_facts },
	{ "download",        download_event, download_state_of_facts },
	{ NULL, NULL, NULL },
};
