/* SPDX-License-Identifier: MIT */
/* Is it alive, is it ready, how busy is it?  nginx shows these to loopback. */
#include "handlers.h"
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

int
metrics_web(struct call *c)
{
	const char *text = board_metrics(c->w);

	c->status = 200;
	c->type = "text/plain; version=0.0.4";
	c->out = (struct blob){ (const unsigned char *)text, strlen(text) };
	return 0;
}
