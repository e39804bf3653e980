/* SPDX-License-Identifier: MIT */
/* Is it alive, is it ready, how busy is it?  nginx shows these to loopback. */
#include "handlers.h"
#include "modules/outbox/task.h"
#include "scoreboard.h"

int
healthz_web(struct call *c)
{
	static const char ok[] = "ok\n";

	c->status = 200;
	c->type = "text/plain";
	c->out = (struct blob){ (const unsigned char *)ok, sizeof(ok) - 1 };
	return 0;
}

int
readyz_web(struct call *c)
{
	if (db_ping(c->w) < 0)
		return -1;
	return healthz_web(c);
}

/* What the clerk has before it; a silent database is no reason to be silent too. */
static const char *
task_metrics(struct call *c)
{
	struct task_count *rows;
	const char *text = "# TYPE caportal_tasks gauge\n# TYPE caportal_tasks_late_seconds gauge\n";
	size_t n;

	if (task_counts(c->w, &rows, &n) < 0) {
		fault_clear(c->w);
		return "";
	}
	for (size_t i = 0; i < n; i++) {
		int64_t late = c->w->now - rows[i].oldest_due;

		text = arena_printf(c->w->arena, "%scaportal_tasks{pool=\"%s\",state=\"%s\"} %lld\n"
		    "caportal_tasks_late_seconds{pool=\"%s\",state=\"%s\"} %lld\n", text,
		    rows[i].pool, rows[i].state, (long long)rows[i].n, rows[i].pool,
		    rows[i].state, (long long)(late < 0 ? 0 : late));
	}
	return text;
}

int
metrics_web(struct call *c)
{
	const char *text = arena_printf(c->w->arena, "%s%s", board_metrics(c->w), task_metrics(c));

	c->status = 200;
	c->type = "text/plain; version=0.0.4";
	c->out = (struct blob){ (const unsigned char *)text, strlen(text) };
	return 0;
}
