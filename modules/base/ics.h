/* SPDX-License-Identifier: MIT */
/*
 * A calendar file (RFC 5545): whole days with their alarms.  Lines end with
 * CR LF and are folded at 75 octets, never inside a character; backslash,
 * semicolon, comma and line feed in texts are escaped.
 *
 *	struct ics *f = ics_begin(w, "证书到期日");
 *	ics_day(f, &(struct ics_day){ .uid = "x@caportal", .at = not_after,
 *	    .stamp = w->now, .summary = "证书到期", .text = "", .alarms = { 30, 7 }, .nalarms = 2 });
 *	struct blob file = ics_end(f);
 */
#ifndef BASE_ICS_H
#define BASE_ICS_H

#include <stddef.h>
#include <stdint.h>

struct ics;
struct work;

struct ics_day {
	const char	*uid;		/* the same for the same event in every file */
	int64_t		 at;		/* some moment of the day */
	int64_t		 stamp;		/* when the file was made */
	int		 version;	/* rises when the event changed */
	const char	*summary, *text;
	const int	*alarms;	/* days before */
	size_t		 nalarms;
};

struct ics	*ics_begin(struct work *w, const char *name);
void		 ics_day(struct ics *f, const struct ics_day *d);
/* The bytes, in the arena; `f` is spent. */
const char	*ics_end(struct ics *f, size_t *n);

#endif
