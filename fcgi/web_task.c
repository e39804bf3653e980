/* SPDX-License-Identifier: MIT */
/* The outbox as the system administrator sees it; payloads stay sealed. */
#include "handlers.h"
#include "modules/base/text.h"
#include "modules/outbox/task.h"

static struct json *
task_json(struct work *w, const struct task *t)
{
	struct json *o = js_object(w);

	js_put_text(o, "pid", pid_text(w, &t->pid));
	js_put_text(o, "kind", t->kind);
	js_put_text(o, "pool", t->pool);
	js_put_text(o, "state", t->state);
	js_put(o, "due_at", t->due_at == 0 ? NULL : js_int(w, t->due_at));
	js_put_int(o, "tries", t->tries);
	js_put_text(o, "error", t->error);
	return o;
}

static const struct field tasks_query[] = {
	QUERY_TEXT(state, 16, "状态"),
	QUERY_PAGE,
};
QUERY(tasks_list_web, tasks_query);

int
tasks_list_web(struct call *c)
{
	const char *state = call_code(c, "state");
	struct json *items = js_array(c->w);
	int64_t page, size;
	struct task *rows;
	size_t n;

	call_page(c, &page, &size);
	if (task_list(c->w, text_empty(state) ? NULL : state, (page - 1) * size, size, &rows,
		&n) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		js_add(items, task_json(c->w, &rows[i]));
	return answer_json(c, 200, js_page(c->w, items, page, size));
}

INPUT_NONE(tasks_retry_web);

int
tasks_retry_web(struct call *c)
{
	struct task *t;
	struct pid pid;

	if (call_pid(c, "task", &pid) < 0 || task_retry(c->w, &pid) < 0 ||
	    task_get(c->w, &pid, &t) < 0)
		return -1;
	return answer_json(c, 200, task_json(c->w, t));
}
