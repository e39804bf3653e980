/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "attr.h"
#include "modules/base/xml.h"

/* "12.5" in units of 1/`per`-th: mm to 1/100 pt, pt to 1/100 pt. */
static int
decimal(const char *s, int scale_num, int scale_den)
{
	char *end;
	long whole = strtol(s, &end, 10), part = 0, unit = 1;

	if (*end == '.')
		for (end++; *end >= '0' && *end <= '9' && unit < 1000; end++) {
			part = part * 10 + (*end - '0');
			unit *= 10;
		}
	return (int)((whole * unit + part) * scale_num / scale_den / unit);
}

int
attr_length(const char *s)
{
	return decimal(s, 7200 * 10, 254);
}

int
attr_mm(struct work *w, struct xml *e, const char *name, int otherwise)
{
	const char *s = xml_attr(w, e, name);

	return s == NULL ? otherwise : attr_length(s);
}

int
attr_pt(struct work *w, struct xml *e, const char *name, int otherwise)
{
	const char *s = xml_attr(w, e, name);

	return s == NULL ? otherwise : decimal(s, 100, 1);
}

int
attr_int(struct work *w, struct xml *e, const char *name, int otherwise)
{
	const char *s = xml_attr(w, e, name);

	return s == NULL ? otherwise : decimal(s, 1, 1);
}

int
attr_yes(struct work *w, struct xml *e, const char *name)
{
	const char *s = xml_attr(w, e, name);

	return s != NULL && strcmp(s, "yes") == 0;
}

const char *
attr_text(struct work *w, struct arena *keep, struct xml *e, const char *name)
{
	return arena_strdup(keep, xml_attr(w, e, name));
}

enum align
attr_align(struct work *w, struct xml *e, enum align otherwise)
{
	static const char *const names[] = { "left", "center", "right", "justify" };
	const char *s = xml_attr(w, e, "align");

	for (unsigned i = 0; s != NULL && i < 4; i++)
		if (strcmp(s, names[i]) == 0)
			return (enum align)i;
	return otherwise;
}
