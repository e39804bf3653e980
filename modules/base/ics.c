/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "ics.h"
#include "work.h"

#define FOLD	75	/* octets of a line without its end */

struct ics {
	struct work	*w;
	FILE		*to;
	char		*text;
	size_t		 n;
};

/* How many octets the character at s has; what is no UTF-8 counts by itself. */
static size_t
octets(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* A continued line begins with a blank, which counts. */
static void
fold(FILE *to, const char *line)
{
	size_t room = FOLD;

	while (*line != '\0') {
		size_t n = octets(line);

		if (n > room) {
			fputs("\r\n ", to);
			room = FOLD - 1;
		}
		fwrite(line, 1, n, to);
		room -= n;
		line += n;
	}
	fputs("\r\n", to);
}

static void
line(struct ics *f, const char *name, const char *value)
{
	fold(f->to, arena_printf(f->w->arena, "%s:%s", name, value));
}

static void
line_text(struct ics *f, const char *name, const char *value)
{
	char *out = arena_alloc(f->w->arena, 2 * strlen(value) + 1), *p = out;

	for (; *value != '\0'; value++) {
		if (*value == '\r')
			continue;
		if (strchr("\\;,\n", *value) != NULL)
			*p++ = '\\';
		*p++ = *value == '\n' ? 'n' : *value;
	}
	*p = '\0';
	line(f, name, out);
}

struct ics *
ics_begin(struct work *w, const char *name)
{
	struct ics *f = ARENA_NEW(w->arena, struct ics);

	f->w = w;
	f->to = open_memstream(&f->text, &f->n);
	BUG_ON(f->to == NULL);
	line(f, "BEGIN", "VCALENDAR");
	line(f, "VERSION", "2.0");
	line(f, "PRODID", "-//caportal//certificates//ZH");
	line(f, "CALSCALE", "GREGORIAN");
	line(f, "METHOD", "PUBLISH");
	line_text(f, "X-WR-CALNAME", name);
	return f;
}

static void
alarm_of(struct ics *f, const struct ics_day *d, int days)
{
	line(f, "BEGIN", "VALARM");
	line(f, "ACTION", "DISPLAY");
	line_text(f, "DESCRIPTION", d->summary);
	line(f, "TRIGGER", arena_printf(f->w->arena, "-P%dD", days));
	line(f, "END", "VALARM");
}

/* A day has no hour: it is the same day wherever the file is read.  Its stamp is
 * a moment, in UTC. */
static const char *
stamp_of(struct ics *f, int64_t at)
{
	struct civil c = civil_of(at - 8 * 3600);

	return arena_printf(f->w->arena, "%04d%02d%02dT%02d%02d%02dZ", c.year, c.month, c.day,
	    c.hour, c.minute, c.second);
}

void
ics_day(struct ics *f, const struct ics_day *d)
{
	line(f, "BEGIN", "VEVENT");
	line(f, "UID", d->uid);
	line(f, "DTSTAMP", stamp_of(f, d->stamp));
	line(f, "SEQUENCE", arena_printf(f->w->arena, "%d", d->version));
	line(f, "DTSTART;VALUE=DATE", arena_printf(f->w->arena, "%d", date_number(d->at)));
	line_text(f, "SUMMARY", d->summary);
	if (*d->text != '\0')
		line_text(f, "DESCRIPTION", d->text);
	line(f, "TRANSP", "TRANSPARENT");
	for (size_t i = 0; i < d->nalarms; i++)
		alarm_of(f, d, d->alarms[i]);
	line(f, "END", "VEVENT");
}

const char *
ics_end(struct ics *f, size_t *n)
{
	const char *out;

	line(f, "END", "VCALENDAR");
	BUG_ON(fclose(f->to) != 0);
	*n = f->n;
	out = arena_memdup(f->w->arena, f->text, f->n + 1);
	free(f->text);
	return out;
}
