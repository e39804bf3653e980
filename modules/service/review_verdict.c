/* SPDX-License-Identifier: MIT */
/* Verdicts: approve, return, send back, refuse, revoke. */
#include <string.h>

#include "modules/base/json.h"
#include "modules/base/text.h"
#include "modules/file/file.h"
#include "modules/file/upload.h"
#include "modules/paper/paper.h"
#include "review.h"
#include "review_case.h"

#define WORDS_MAX	500
#define REASON_MAX	200

static const char *
or_null(const char *words)
{
	return text_empty(words) ? NULL : words;
}

/* ---- documents ---- */

int
case_has_upload(struct work *w, const struct reviewed *on, const struct pid *upload, int *out)
{
	struct upload *u;
	size_t n;

	*out = 0;
	if (upload_list(w, on->uploads, &on->pid, &u, &n) < 0)
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

static int
is_ready(const struct upload *u, size_t n, const char *slot)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(u[i].slot, slot) == 0)
			return strcmp(u[i].file_state, FILE_READY) == 0;
	return 0;
}

/* Each document is there, readable, and was opened by this reviewer. */
static int
documents_seen(struct work *w, const struct review_case *c, const struct review_field *f,
    size_t nf)
{
	struct review_seen *seen;
	struct upload *u;
	size_t n, nseen;

	if (upload_list(w, c->on.uploads, &c->on.pid, &u, &n) < 0 ||
	    review_seen_list(w, c->review->id, &seen, &nseen) < 0)
		return -1;
	for (size_t i = 0; i < nf; i++)
		if ((f[i].flags & REVIEW_FIELD_WANTED) && !is_ready(u, n, f[i].name))
			fault_field(w, f[i].name, "%s尚未上传，不能审核通过", f[i].words);
	for (size_t i = 0; i < n; i++)
		if (!was_seen(w, seen, nseen, &u[i].pid))
			fault_field(w, u[i].slot, "请先打开查看“%s”，再审核通过", u[i].name);
	return w->fault.code == ERR_NONE ? 0 : -1;
}

/* The stamped form that was looked at is the one that holds. */
static int
accept_form(struct work *w, const struct reviewed *on)
{
	struct paper p;
	int has;

	if (on->form == NULL)
		return 0;
	if ((has = paper_current(w, on->paper_scope, on->form, &p)) < 0)
		return -1;
	/* Accepted already: an approval was taken back since. */
	return has && strcmp(p.state, PAPER_ACCEPTED) != 0 ? paper_accept(w, &p) : 0;
}

/* ---- warnings that a reviewer lets pass (E10) ---- */

static const char *
override_of(struct work *w, const struct json *list, const char *field)
{
	for (size_t i = 0; list != NULL && i < js_size(list); i++) {
		const struct json *o = js_at(list, i);
		const char *name = js_get_text(o, "field"), *reason = js_get_text(o, "reason");

		if (name != NULL && reason != NULL && strcmp(name, field) == 0)
			return text_normal(w->arena, reason);
	}
	return NULL;
}

static int
overrides(struct work *w, struct review_case *c, const struct review_field *f, size_t n,
    const struct json *given)
{
	struct json *kept = js_array(w);

	for (size_t i = 0; i < n; i++) {
		const char *reason = override_of(w, given, f[i].name);
		struct json *j;

		if (!(f[i].flags & REVIEW_FIELD_WARNED))
			continue;
		if (text_empty(reason) || utf8_count(reason) > REASON_MAX)
			return fault_field(w, f[i].name, "%s，如核实无误请填写核准原因（%d字以内）",
			    f[i].warning, REASON_MAX);
		j = js_object(w);
		js_put_text(j, "field", f[i].name);
		js_put_text(j, "reason", reason);
		js_add(kept, j);
	}
	return js_size(kept) == 0 ? 0 : review_overrides_set(w, c->review, js_canonical(w, kept));
}

/* ---- approve ---- */

/* The first of two approvals has no effect yet. */
static int
approval_effect(struct work *w, struct review_case *c, const char *words)
{
	struct review_settling s = { OUTCOME_APPROVED, c->review->round, words, words };

	if (c->review->state != REVIEW_APPROVED)
		return 0;
	return accept_form(w, &c->on) < 0 ? -1 : c->on.of->settle(w, &c->on, &s);
}

struct approving {
	struct pid		 review;
	const struct approval	*a;
};

static int
approve_tx(struct work *w, void *arg)
{
	struct approving *p = arg;
	const char *words = or_null(p->a->words);
	struct review_field *f;
	struct review_case c;
	size_t n;

	if (case_judge(w, &p->review, p->a->version, &c) < 0 ||
	    reviewed_fields(w, &c.on, &f, &n) < 0)
		return -1;
	if (c.on.form != NULL && !p->a->form_seen)
		return fault_field(w, "form_seen", "请核对申请表的表单编号和版本并勾选确认");
	if (documents_seen(w, &c, f, n) < 0 || overrides(w, &c, f, n, p->a->overrides) < 0 ||
	    review_form_seen_set(w, c.review) < 0 ||
	    review_move(w, c.review, REVIEW_ACT_APPROVE, words) < 0 ||
	    approval_effect(w, &c, words) < 0)
		return -1;
	return case_restate(w, &c);
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

static const struct review_field *
field_named(const struct review_field *f, size_t n, const char *name)
{
	for (size_t i = 0; name != NULL && i < n; i++)
		if (strcmp(f[i].name, name) == 0)
			return &f[i];
	return NULL;
}

struct marking {
	const struct review_field	*f;
	size_t				 nf;
	const struct json		*marks;
};

static int
read_mark(struct work *w, const struct marking *k, size_t i, struct review_mark *out)
{
	const struct json *m = js_at(k->marks, i);
	const char *name = js_get_text(m, "field"), *reason = js_get_text(m, "reason");
	const struct review_field *f = field_named(k->f, k->nf, name);

	if (f == NULL || marked_before(k->marks, i, name))
		return fault_field(w, mark_field(w, i, "field"), "请选择要标注的填写项");
	if (!(f->flags & REVIEW_FIELD_OPEN))
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
read_marks(struct work *w, const struct reviewed *on, const struct returning *r,
    struct review_mark **out, size_t *n)
{
	struct review_field *f;
	struct marking k = { .marks = r->marks };

	if (reviewed_fields(w, on, &f, &k.nf) < 0)
		return -1;
	k.f = f;
	*n = r->marks == NULL ? 0 : js_size(r->marks);
	*out = ARENA_ARRAY(w->arena, struct review_mark, *n + 1);
	if (*n == 0 && text_empty(r->words))
		return fault_field(w, "words", "请标注需要修改的内容或填写退回原因");
	if (!text_empty(r->words) && utf8_count(r->words) > WORDS_MAX)
		return fault_field(w, "words", "退回原因不能超过%d个字", WORDS_MAX);
	if (*n > k.nf)
		return fault_field(w, "marks", "标注过多");
	for (size_t i = 0; i < *n; i++)
		read_mark(w, &k, i, &(*out)[i]);
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
return_tx(struct work *w, void *arg)
{
	struct giving_back *p = arg;
	struct review_settling s = { .outcome = OUTCOME_RETURNED, .words = or_null(p->r->words) };
	struct review_case c;
	struct review_mark *m;
	size_t n;

	if (case_judge(w, &p->review, p->r->version, &c) < 0 ||
	    read_marks(w, &c.on, p->r, &m, &n) < 0)
		return -1;
	s.round = c.review->round;
	s.line = reason_line(w, s.words, m, n);
	for (size_t i = 0; i < n; i++)
		if (review_mark_add(w, c.review->id, &m[i]) < 0)
			return -1;
	if (review_move(w, c.review, REVIEW_ACT_RETURN, s.words) < 0 ||
	    c.on.of->settle(w, &c.on, &s) < 0)
		return -1;
	return case_restate(w, &c);
}

int
reviewing_return(struct work *w, const struct pid *review, const struct returning *r,
    struct json **out)
{
	struct giving_back p = { *review, r };

	return db_tx(w, return_tx, &p) < 0 ? -1 : reviewing_get(w, review, out);
}

/* ---- send back, refuse, revoke: a reason, and what the row of the step table does ---- */

struct deciding {
	struct pid		 review;
	const struct decision	*d;
};

static int
reason_given(struct work *w, const struct decision *d, const char *label)
{
	if (text_empty(d->words))
		return fault_field(w, "words", "请填写%s", label);
	return 0;
}

static int
send_back_tx(struct work *w, void *arg)
{
	struct deciding *p = arg;
	struct review_case c;

	if (reason_given(w, p->d, "退回初审的原因") < 0 ||
	    case_judge(w, &p->review, p->d->version, &c) < 0 ||
	    review_move(w, c.review, REVIEW_ACT_SENDBACK, p->d->words) < 0)
		return -1;
	return case_restate(w, &c);
}

static int
decide(struct work *w, struct review_case *c, const struct decision *d, enum review_act act,
    enum review_outcome outcome)
{
	struct review_settling s = { outcome, c->review->round, d->words, d->words };

	if (review_move(w, c->review, act, d->words) < 0 || c->on.of->settle(w, &c->on, &s) < 0)
		return -1;
	return case_restate(w, c);
}

static int
refuse_tx(struct work *w, void *arg)
{
	struct deciding *p = arg;
	struct review_case c;

	if (reason_given(w, p->d, "不予办理的原因") < 0 ||
	    case_judge(w, &p->review, p->d->version, &c) < 0)
		return -1;
	return decide(w, &c, p->d, REVIEW_ACT_REFUSE, OUTCOME_REFUSED);
}

/* Nobody holds an approved review: the right and the subject's own step decide. */
static int
revoke_tx(struct work *w, void *arg)
{
	struct deciding *p = arg;
	struct review_case c;
	int own;

	if (reason_given(w, p->d, "撤销的原因") < 0 || case_take(w, &p->review, &c) < 0 ||
	    case_own(w, &c.on, &own) < 0)
		return -1;
	if (own)
		return refuse_say(w, ERR_DENIED, NULL, "不能审核本人的申请");
	if (c.on.version != p->d->version)
		return refuse_say(w, ERR_CONFLICT, "version", "申请内容已变化，请刷新页面后重试");
	return decide(w, &c, p->d, REVIEW_ACT_REVOKE, OUTCOME_REVOKED);
}

static int
run(struct work *w, int (*tx)(struct work *, void *), const struct pid *review,
    const struct decision *d, struct json **out)
{
	struct deciding p = { *review, d };

	return db_tx(w, tx, &p) < 0 ? -1 : reviewing_get(w, review, out);
}

int
reviewing_send_back(struct work *w, const struct pid *review, const struct decision *d,
    struct json **out)
{
	return run(w, send_back_tx, review, d, out);
}

int
reviewing_refuse(struct work *w, const struct pid *review, const struct decision *d,
    struct json **out)
{
	return run(w, refuse_tx, review, d, out);
}

int
reviewing_revoke(struct work *w, const struct pid *review, const struct decision *d,
    struct json **out)
{
	return run(w, revoke_tx, review, d, out);
}
