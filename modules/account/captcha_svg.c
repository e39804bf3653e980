/* SPDX-License-Identifier: MIT */
/*
 * Strokes of digits and signs on a grid of 4 x 6, each drawn with its own tilt,
 * size and trembling, and a few lines across.  It keeps scripts of passers-by
 * busy; what really protects are the limits behind it.
 */
#include <stddef.h>
#include <string.h>

#include "captcha.h"
#include "modules/base/arena.h"

#define CELL	34			/* width of a sign, units */
#define HEIGHT	60

/* Points are digits "xy" with x 0..4, y 0..6; a blank lifts the pen. */
static const struct {
	char		 sign;
	const char	*strokes;
} signs[] = {
	{ '0', "10304143513516050410 " }, { '1', "112026 1636" },
	{ '2', "01103041420646" }, { '3', "00402243451606 " },
	{ '4', "300444 3236" }, { '5', "400003334546061" },
	{ '6', "3110030516364533130 " }, { '7', "00402616" },
	{ '8', "10304132130515364543 22114 " }, { '9', "4313021030414516 " },
	{ '+', "2125 0343" }, { '-', "0343" }, { 'x', "0145 4105" },
	{ '=', "0242 0444" }, { '?', "01103042232424 2526" },
};

struct pen {
	struct arena	*a;
	uint64_t	 seed;
	const char	*path;
	int		 x, tilt, size;
};

/* splitmix64: this is about variety, not secrecy. */
static int
wobble(struct pen *p, int most)
{
	uint64_t z = (p->seed += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (int)((z ^ (z >> 31)) % (unsigned)(2 * most + 1)) - most;
}

static void
point(struct pen *p, char gx, char gy, int down)
{
	int x = (gx - '0') * p->size, y = (gy - '0') * p->size;

	p->path = arena_printf(p->a, "%s%c%d %d", p->path, down ? 'L' : 'M',
	    p->x + x + y * p->tilt / 20 + wobble(p, 1), 10 + y + wobble(p, 1));
}

static void
sign(struct pen *p, const char *strokes)
{
	int down = 0;

	p->tilt = wobble(p, 4);
	p->size = 6 + wobble(p, 1);
	for (const char *s = strokes; s[0] != '\0' && s[1] != '\0'; ) {
		if (*s == ' ') {
			down = 0;
			s++;
			continue;
		}
		if (s[1] == ' ')
			break;
		point(p, s[0], s[1], down);
		down = 1;
		s += 2;
	}
}

static const char *
strokes_of(char c)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (signs[i].sign == c)
			return signs[i].strokes;
	return "";
}

const char *
captcha_svg(struct arena *a, const char *question, uint64_t seed)
{
	const char *text = arena_printf(a, "%s=?", question);
	struct pen p = { .a = a, .seed = seed, .path = "", .x = 12 };
	int width = (int)strlen(text) * CELL + 20;

	for (const char *c = text; *c != '\0'; c++, p.x += CELL)
		sign(&p, strokes_of(*c));
	for (int i = 0; i < 4; i++)
		p.path = arena_printf(a, "%sM0 %dL%d %d", p.path, 30 + wobble(&p, 28), width,
		    30 + wobble(&p, 28));
	return arena_printf(a, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
	    " viewBox=\"0 0 %d %d\"><path d=\"%s\" fill=\"none\" stroke=\"#1f3a5f\""
	    " stroke-width=\"2.4\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>",
	    width, HEIGHT, width, HEIGHT, p.path);
}
