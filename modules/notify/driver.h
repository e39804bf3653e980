/* SPDX-License-Identifier: MIT */
/* Inside the room: what sends. */
#ifndef NOTIFY_DRIVER_H
#define NOTIFY_DRIVER_H

#include "notify.h"

struct notify_driver {
	const char	*name;		/* as in the setting sms_driver */
	enum outside	(*send)(struct work *w, const struct outgoing *m);
};

extern const struct notify_driver notify_demo;

#endif
