/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <sys/mman.h>

#include "modules/base/clock.h"
#include "modules/base/work.h"
#include "scoreboard.h"

struct board *board;

void
board_make(void)
{
	board = mmap(NULL, sizeof(*board), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	BUG_ON(board == MAP_FAILED);
}

void
seat_busy(struct seat *s, const char *request_id)
{
	snprintf(s->request_id, sizeof(s->request_id), "%s", request_id);
	atomic_store(&s->busy_since, clock_monotonic_us());
}

void
seat_idle(struct seat *s)
{
	atomic_store(&s->busy_since, 0);
	atomic_fetch_add(&s->served, 1);
}

void
tally_add(struct tally *t, int status, int64_t us, uint64_t statements)
{
	int class = status >= 100 && status < 600 ? status / 100 : 0;

	atomic_fetch_add(&t->classes[class], 1);
	atomic_fetch_add(&t->us, (uint64_t)us);
	atomic_fetch_add(&t->statements, statements);
}

/* ---- /metrics ---- */

struct text {
	struct work	*w;
	char		*at;
	size_t		 used, room;
};

static void __attribute__((format(printf, 2, 3)))
put(struct text *t, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(t->at + t->used, t->room - t->used, fmt, ap);
	va_end(ap);
	if (n > 0 && t->used + (size_t)n < t->room)
		t->used += (size_t)n;
}

static void
count_seats(int crew, int *alive, int *busy)
{
	*alive = *busy = 0;
	for (int i = 0; i < BOARD_SEATS; i++) {
		struct seat *s = &board->seats[i];

		if (atomic_load(&s->pid) == 0 || atomic_load(&s->crew) != crew)
			continue;
		++*alive;
		*busy += atomic_load(&s->busy_since) != 0;
	}
}

static void
put_crew(struct text *t, int crew)
{
	struct tally *y = &board->tallies[crew];
	int alive, busy;

	count_seats(crew, &alive, &busy);
	for (int k = 0; k < 6; k++)
		put(t, "caportal_requests_total{pool=\"%s\",class=\"%s\"} %llu\n", y->name,
		    (const char *[]){ "gone", "1xx", "2xx", "3xx", "4xx", "5xx" }[k],
		    (unsigned long long)atomic_load(&y->classes[k]));
	put(t, "caportal_request_seconds_sum{pool=\"%s\"} %.6f\n", y->name,
	    (double)atomic_load(&y->us) / 1e6);
	put(t, "caportal_statements_total{pool=\"%s\"} %llu\n", y->name,
	    (unsigned long long)atomic_load(&y->statements));
	put(t, "caportal_workers{pool=\"%s\",state=\"busy\"} %d\n", y->name, busy);
	put(t, "caportal_workers{pool=\"%s\",state=\"idle\"} %d\n", y->name, alive - busy);
	put(t, "caportal_respawns_total{pool=\"%s\"} %llu\n", y->name,
	    (unsigned long long)atomic_load(&y->respawns));
	put(t, "caportal_killed_total{pool=\"%s\"} %llu\n", y->name,
	    (unsigned long long)atomic_load(&y->killed));
}

const char *
board_metrics(struct work *w)
{
	struct text t = { .w = w, .room = 16384 };

	t.at = arena_alloc(w->arena, t.room);
	if (board == NULL)
		return t.at;
	put(&t, "# TYPE caportal_requests_total counter\n"
	    "# TYPE caportal_request_seconds_sum counter\n"
	    "# TYPE caportal_statements_total counter\n"
	    "# TYPE caportal_workers gauge\n"
	    "# TYPE caportal_respawns_total counter\n"
	    "# TYPE caportal_killed_total counter\n"
	    "# TYPE caportal_generation gauge\n");
	for (int i = 0; i < atomic_load(&board->crews); i++)
		put_crew(&t, i);
	put(&t, "caportal_generation %d\n", atomic_load(&board->generation));
	return t.at;
}
