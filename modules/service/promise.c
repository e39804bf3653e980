/* SPDX-License-Identifier: MIT */
#include "modules/base/clock.h"
#include "modules/base/conf.h"
#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/notify/notify.h"
#include "promise.h"

/* "10月8日 16:00", with the year when it is another one. */
static const char *
moment(struct work *w, int64_t at)
{
	struct civil c = civil_of(at), now = civil_of(w->now);
	const char *year = c.year == now.year ? "" :
	    arena_printf(w->arena, "%d年", c.year);

	return arena_printf(w->arena, "%s%d月%d日 %02d:%02d", year, c.month, c.day, c.hour,
	    c.minute);
}

void
promise_put(struct work *w, int64_t due_at, struct json *out)
{
	js_put_bool(out, "overdue", due_at != 0 && due_at < w->now);
	if (due_at == 0) {
		js_put(out, "due_at", NULL);
		js_put(out, "promise", NULL);
		return;
	}
	js_put_int(out, "due_at", due_at);
	js_put_text(out, "promise", arena_printf(w->arena, "预计 %s 前完成", moment(w, due_at)));
}

static int64_t
due_of(const struct review *r)
{
	return r == NULL || !review_state_waits(r->state) ? 0 : r->due_at;
}

void
promise_put_review(struct work *w, const struct review *r, struct json *out)
{
	promise_put(w, due_of(r), out);
}

int
promise_watch(struct work *w, const struct review *r)
{
	struct json *payload = js_object(w);
	const char *pid = pid_text(w, &r->pid);

	if (r->due_at == 0)
		return 0;
	js_put_text(payload, "review", pid);
	return task_add(w, "timer.overdue", pid, payload, r->due_at + 1);
}

/* The key makes it one message a round, however often the clerk dies here. */
static int
tell(struct work *w, const struct review *r)
{
	struct json *values = js_object(w);

	log_line(LOG_WARN, "review=%s no=%s overdue=1 due=%lld", pid_text(w, &r->pid),
	    r->subject_no, (long long)r->due_at);
	js_put_text(values, "no", r->subject_no);
	js_put_text(values, "company", r->company);
	js_put_text(values, "due", moment(w, r->due_at));
	return notify_sms(w, "review.overdue", pid_text(w, &r->pid), w->conf->overdue_phone,
	    values);
}

struct watching {
	struct pid	 review;
	int64_t		*again;
};

static int
overdue_tx(struct work *w, void *arg)
{
	struct watching *wa = arg;
	struct review *r;

	*wa->again = 0;
	if (review_take(w, &wa->review, &r) < 0)
		return -1;
	if (due_of(r) == 0)
		return 0;
	if (r->due_at >= w->now) {
		*wa->again = r->due_at + 1;
		return 0;
	}
	return tell(w, r);
}

int
run_overdue(struct work *w, const struct task *t, int64_t *again)
{
	struct watching wa = { .again = again };

	if (pid_parse(w, js_get_text(t->payload, "review"), &wa.review) < 0)
		return -1;
	return db_tx(w, overdue_tx, &wa);
}
