/* SPDX-License-Identifier: MIT */
#include "models.h"

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

const struct model models_desk[] = {
	{ "dossier",         dossier_event,  dossier_state_of_facts },
	{ "identity",        identity_event, identity_state_of_facts },
	{ "content",         content_event,  content_state_of_facts },
	{ "tariff",          tariff_event,   tariff_state_of_facts },
	{ "message",         message_event,  message_state_of_facts },
	{ NULL, NULL, NULL },
};
