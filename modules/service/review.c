/* SPDX-License-Identifier: MIT */
#include "modules/account/account.h"
#include "modules/base/json.h"
#include "review.h"
#include "review_case.h"

static int
lease_task(struct work *w, const struct review *r)
{
	struct json *payload = js_object(w);
	const char *pid = pid_text(w, &r->pid);

	js_put_text(payload, "review", pid);
	return task_add(w, "timer.lease", arena_printf(w->arena, "%s:%d", pid, r->version),
	    payload, r->lease_until + 1);
}

static int
claim_tx(struct work *w, void *arg)
{
	struct review_case c;
	int own;

	if (case_take(w, arg, &c) < 0 || case_own(w, &c.on, &own) < 0)
		return -1;
	if (own)
		return refuse_say(w, ERR_DENIED, NULL, "不能审核本人的申请");
	if (review_claim(w, c.review, case_lease(w)) < 0 || lease_task(w, c.review) < 0)
		return -1;
	return case_restate(w, &c);
}

int
reviewing_claim(struct work *w, const struct pid *review, struct json **out)
{
	struct pid pid = *review;

	return db_tx(w, claim_tx, &pid) < 0 ? -1 : reviewing_get(w, review, out);
}

static int
release_tx(struct work *w, void *arg)
{
	struct review_case c;

	if (case_take(w, arg, &c) < 0)
		return -1;
	if (!case_mine(w, c.review))
		return refuse_say(w, ERR_CONFLICT, NULL, "您没有领取这笔申请，请刷新后查看");
	if (review_move(w, c.review, REVIEW_ACT_RELEASE, NULL) < 0)
		return -1;
	return case_restate(w, &c);
}

int
reviewing_release(struct work *w, const struct pid *review, struct json **out)
{
	struct pid pid = *review;

	return db_tx(w, release_tx, &pid) < 0 ? -1 : reviewing_get(w, review, out);
}

struct handing_task {
	struct pid			 review;
	const struct handing_over	*h;
};

/* Not to oneself's own matter, and only to who may look first. */
static int
reassign_tx(struct work *w, void *arg)
{
	struct handing_task *p = arg;
	struct review_case c;
	struct account to;
	int found, may = 0;

	if (case_take(w, &p->review, &c) < 0 ||
	    (found = account_find_pid(w, &p->h->to, &to)) < 0 ||
	    (found && account_may(w, to.id, "review", &may) < 0))
		return -1;
	if (!may)
		return fault_field(w, "to", "请选择有审核权限的人员");
	if (to.id == c.on.account_id || (to.person_id != 0 && to.person_id == c.on.person_id))
		return fault_field(w, "to", "%s是申请人，不能审核本人的申请", to.name);
	if (review_reassign(w, c.review, to.id, p->h->words) < 0)
		return -1;
	return case_restate(w, &c);
}

int
reviewing_reassign(struct work *w, const struct pid *review, const struct handing_over *h,
    struct json **out)
{
	struct handing_task p = { *review, h };

	return db_tx(w, reassign_tx, &p) < 0 ? -1 : reviewing_get(w, review, out);
}

struct seeing {
	struct pid	review, upload;
};

static int
see_tx(struct work *w, void *arg)
{
	struct seeing *s = arg;
	struct review_case c;
	int in_case;

	if (case_take(w, &s->review, &c) < 0)
		return -1;
	if (!case_mine(w, c.review))
		return refuse_say(w, ERR_CONFLICT, NULL, "请先领取这笔申请，再查看材料");
	if (case_has_upload(w, &c.on, &s->upload, &in_case) < 0)
		return -1;
	if (!in_case)
		return refuse(w, ERR_NOTFOUND, "upload is not of %s", c.on.no);
	if (review_seen_add(w, c.review->id, &s->upload) < 0)
		return -1;
	return review_lease_set(w, c.review, case_lease(w));
}

int
reviewing_see(struct work *w, const struct pid *review, const struct pid *upload,
    struct json **out)
{
	struct seeing s = { *review, *upload };

	return db_tx(w, see_tx, &s) < 0 ? -1 : reviewing_get(w, review, out);
}
