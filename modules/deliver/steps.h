/* SPDX-License-Identifier: MIT */
/*
 * The state machines of a parcel and of a download (requirements 7.4,
 * base/machine.h).  Pure: no SQL, no slip.  A parcel that the courier brings back (RETURNED_TO_SENDER)
 * waits there until a maker sends it once more; its order waits in SHIP.
 */
#ifndef DELIVER_STEPS_H
#define DELIVER_STEPS_H

#include "modules/base/machine.h"

#define PARCEL_STATES(X) \
	X(TO_SHIP,            "待发货")		/* a maker types the waybill */ \
	X(SHIPPED,            "已发货")		/* the applicant confirms, or time; a maker when it comes back */ \
	X(RETURNED_TO_SENDER, "已退回寄件人")	/* a maker sends it again */ \
	X(RECEIVED,           "已收货")		/* nobody */ \
	X(VOID,               "已取消")		/* nobody: the order ended before */

#define PARCEL_ACTS(X) \
	X(OPEN)		/* the row's first event */ \
	X(SHIP) \
	X(RECEIVE) \
	X(SENT_BACK)	/* the courier could not hand it over */ \
	X(AGAIN)	/* packed once more */ \
	X(VOID)

enum parcel_state {
#define X(name, words)	PARCEL_##name,
	PARCEL_STATES(X)
#undef X
	PARCEL_STATE__MAX
};

enum parcel_act {
#define X(name)	PARCEL_ACT_##name,
	PARCEL_ACTS(X)
#undef X
	PARCEL_ACT__MAX
};

/* The link by which a certificate comes into a phone (7.4, DOWNLOAD). */
#define DOWNLOAD_STATES(X) \
	X(WAITING, "待下载")		/* the holder, with the app */ \
	X(LOADED,  "已下载")		/* nobody */ \
	X(VOID,    "已作废")		/* nobody: issued anew, or the order ended */

#define DOWNLOAD_ACTS(X) \
	X(ISSUE)	/* the row's first event */ \
	X(LOAD)		/* evidence of the app, through modules/service/mobile.c */ \
	X(VOID)

enum download_state {
#define X(name, words)	DOWNLOAD_##name,
	DOWNLOAD_STATES(X)
#undef X
	DOWNLOAD_STATE__MAX
};

enum download_act {
#define X(name)	DOWNLOAD_ACT_##name,
	DOWNLOAD_ACTS(X)
#undef X
	DOWNLOAD_ACT__MAX
};

extern const struct machine parcel_machine;
extern const struct machine download_machine;
MACHINE_NAMES(parcel)
MACHINE_NAMES(download)

#endif
