/* SPDX-License-Identifier: MIT */
#include "work.h"

int
work_may(const struct work *w, unsigned rights)
{
	return w->actor != NULL && (w->actor->rights & rights) != 0;
}
