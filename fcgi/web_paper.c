/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "http.h"
#include "modules/paper/paper.h"

/* Shown in a frame of our own pages; the browser's viewer needs no scripts. */
int
paper_get_web(struct call *c)
{
	struct pid pid;
	struct paper p;
	struct blob pdf;

	if (call_pid(c, "paper", &pid) < 0 || paper_get(c->w, &pid, &p) < 0 ||
	    paper_bytes(c->w, &p, &pdf) < 0)
		return -1;
	return answer_bytes(c, 200, "application/pdf", pdf, NULL);
}
