/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "entered.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/file/file.h"
#include "modules/file/upload.h"
#include "modules/paper/paper.h"
#include "restate.h"
#include "review.h"
#include "review_case.h"
#include "services.h"
#include "tell.h"

#define WORDS_MAX	500
#define REASON_MAX	200

/* ---- documents ---- */

int
case_has_upload(struct work *w, const struct order *o, const struct pid *upload, int *out)
{
	struct upload *u;
	size_t n;

	*out = 0;
	if (upload_list(w, SCOPE_ORDER, &o->pid, &u, &n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		*out |= memcmp(&u[i].pid, upload, sizeof(*upload)) == 0;
	return 0;
}

static int
was_seen(const struct work *w, const struct review_seen *s, size_t n, const struct pid *upload)
{
	for (size_t i = 0; i < n; i++)
		if (s[i].account_id == w->actor->account_id &&
		    memcmp(&s[i].upload_pid, upload, sizeof(*upload)) == 0)
			return 1;
	return 0;
}

static const struct upload *
in_slot(const struct upload *u, size_t n, const char *slot)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(u[i].slot, slot) == 0)
			return &u[i];
	return NULL;
}

/* Each document is there, readable, and was opened by this reviewer. */
static int
documents_seen(struct work *w, const struct review_case *c)
{
	const struct service *s;
	struct review_seen *seen;
	struct upload *u;
	size_t n, nseen;

	if (service_get(w, c->order->service, &s) < 0 ||
	    upload_list(w, SCOPE_ORDER, &c->order->pid, &u, &n) < 0 ||
	    review_seen_list(w, c->review->id, &seen, &nseen) < 0)
		return -1;
	for (size_t i = 0; i < s->nfields; i++) {
		const struct upload *d;

		if (!(s->fields[i].flags & ORDER_FIELD_PAPER))
			continue;
		d = in_slot(u, n, s->fields[i].name);
		if (d == NULL || strcmp(d->file_state, FILE_READY) != 0)
			fault_field(w, s->fields[i].name, "%s尚未上传，不能审核通过",
			    s->fields[i].words);
	}
	for (size_t i = 0; i < n; i++)
		if (!was_seen(w, seen, nseen, &u[i].pid))
			fault_field(w, u[i].slot, "请先打开查看“%s”，再审核通过", u[i].name);
	return w->fault.code == ERR_NONE ? 0 : -1;
}

/* The stamped form that was looked at is the one that holds. */
static int
accept_form(struct work *w, const struct order *o)
{
	const struct service *s;
	struct paper p;
	int has;

	if (service_get(w, o->service, &s) < 0 ||
	    (has = paper_current(w, o->paper_scope, s->form, &p)) < 0)
		return -1;
	return has ? paper_accept(w, &p) : 0;
}

/* ---- approve ---- */

struct approving {
	struct pid		 review;
	const struct approval	*a;
};

static int
approve_tx(struct work *w, void *arg)
{
	struct approving *p = arg;
	const char *words = text_empty(p->a->words) ? NULL : p->a->words;
	struct review_case c;

	if (case_judge(w, &p->review, p->a->version, &c) < 0)
		return -1;
	if (!p->a->form_seen)
		return fault_field(w, "form_seen", "请核对申请表的表单编号和版本并勾选确认");
	if (documents_seen(w, &c) < 0 || accept_form(w, c.order) < 0 ||
	    review_form_seen_set(w, c.review) < 0 ||
	    review_move(w, c.review, REVIEW_ACT_APPROVE, words) < 0 ||
	    order_move(w, c.order, ACT_APPROVE, words) < 0 ||
	    service_entered(w, c.order) < 0 ||
	    tell_applicant(w, c.order, "review.approved", c.review->round, js_object(w)) < 0)
		return -1;
	return service_restate(w, c.order);
}

int
reviewing_approve(struct work *w, const struct pid *review, const struct approval *a,
    struct json **out)
{
	struct approving p = { *review, a };

	return db_tx(w, approve_tx, &p) < 0 ? -1 : reviewing_get(w, review, out);
}

/* ---- return ---- */

struct giving_back {
	struct pid		 review;
	const struct returning	*r;
};

static const char *
mark_field(struct work *w, size_t i, const char *member)
{
	return arena_printf(w->arena, "marks.%zu.%s", i, member);
}

static int
marked_before(const struct json *marks, size_t i, const char *field)
{
	for (size_t k = 0; k < i; k++) {
		const char *other = js_get_text(js_at(marks, k), "field");

		if (other != NULL && strcmp(other, field) == 0)
			return 1;
	}
	return 0;
}

static int
read_mark(struct work *w, const struct service *s, const struct json *marks, size_t i,
    struct review_mark *out)
{
	const struct json *m = js_at(marks, i);
	const char *field = js_get_text(m, "field"), *reason = js_get_text(m, "reason");
	const struct order_field *f = field == NULL ? NULL : order_field_find(s, field);

	if (f == NULL || marked_before(marks, i, field))
		return fault_field(w, mark_field(w, i, "field"), "请选择要标注的填写项");
	if (!order_field_open(f))
		return fault_field(w, mark_field(w, i, "field"),
		    "“%s”提交后不可修改，不能标注", f->words);
	reason = reason == NULL ? "" : text_normal(w->arena, reason);
	if (text_empty(reason))
		return fault_field(w, mark_field(w, i, "reason"), "请填写“%s”的退回原因",
		    f->words);
	if (utf8_count(reason) > REASON_MAX)
		return fault_field(w, mark_field(w, i, "reason"), "退回原因不能超过%d个字",
		    REASON_MAX);
	*out = (struct review_mark){ f->name, f->words, reason };
	return 0;
}

static int
read_marks(struct work *w, const struct service *s, const struct returning *r,
    struct review_mark **out, size_t *n)
{
	*n = r->marks == NULL ? 0 : js_size(r->marks);
	*out = ARENA_ARRAY(w->arena, struct review_mark, *n + 1);
	if (*n == 0 && text_empty(r->words))
		return fault_field(w, "words", "请标注需要修改的内容或填写退回原因");
	if (!text_empty(r->words) && utf8_count(r->words) > WORDS_MAX)
		return fault_field(w, "words", "退回原因不能超过%d个字", WORDS_MAX);
	if (*n > s->nfields)
		return fault_field(w, "marks", "标注过多");
	for (size_t i = 0; i < *n; i++)
		read_mark(w, s, r->marks, i, &(*out)[i]);
	return w->fault.code == ERR_NONE ? 0 : -1;
}

/* One line for the message and the history: "经办人电话：…；…". */
static const char *
reason_line(struct work *w, const char *words, const struct review_mark *m, size_t n)
{
	const char *out = "";

	for (size_t i = 0; i < n; i++)
		out = arena_printf(w->arena, "%s%s%s：%s", out, i == 0 ? "" : "；", m[i].words,
		    m[i].reason);
	if (text_empty(words))
		return out;
	return n == 0 ? words : arena_printf(w->arena, "%s；%s", out, words);
}

static int
store_return(struct work *w, const struct review_case *c, const char *words,
    const struct review_mark *m, size_t n)
{
	struct json *values = js_object(w);
	const char *line = reason_line(w, words, m, n);

	js_put_text(values, "reason", line);
	for (size_t i = 0; i < n; i++)
		if (review_mark_add(w, c->review->id, &m[i]) < 0)
			return -1;
	if (review_move(w, c->review, REVIEW_ACT_RETURN, words) < 0 ||
	    order_move(w, c->order, ACT_RETURN, line) < 0 ||
	    tell_applicant(w, c->order, "review.returned", c->review->round, values) < 0)
		return -1;
	return service_restate(w, c->order);
}

static int
return_tx(struct work *w, void *arg)
{
	struct giving_back *p = arg;
	const char *words = text_empty(p->r->words) ? NULL : p->r->words;
	const struct service *s;
	struct review_case c;
	struct review_mark *m;
	size_t n;

	if (case_judge(w, &p->review, p->r->version, &c) < 0 ||
	    service_get(w, c.order->service, &s) < 0 || read_marks(w, s, p->r, &m, &n) < 0)
		return -1;
	return store_return(w, &c, words, m, n);
}

int
reviewing_return(struct work *w, const struct pid *review, const struct returning *r,
    struct json **out)
{
	struct giving_back p = { *review, r };

	return db_tx(w, return_tx, &p) < 0 ? -1 : reviewing_get(w, review, out);
}
