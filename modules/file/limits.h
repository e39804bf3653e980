/* SPDX-License-Identifier: MIT */
/*
 * What a file may be at most, whatever a rule of the catalogue allows
 * (reliability.md 3.5, scan.md 3).  Sizes of single slots are data.
 */
#ifndef FILE_LIMITS_H
#define FILE_LIMITS_H

#define FILE_MAX_BYTES		(8 << 20)	/* an upload; the route's body limit is a little above */
#define KEPT_MAX_BYTES		(32 << 20)	/* anything in the store */
#define FILE_NAME_MAX		200		/* characters of the name people see */

#define PIXELS_A_SIDE		12000
#define PIXELS_IN_ALL		40000000LL
#define JPEG_SCANS		100		/* a progressive picture has about 10 */
#define JPEG_SEGMENTS		400
#define PNG_EXTRA_CHUNKS	100		/* ancillary chunks */
#define PNG_EXTRA_BYTES		(256 << 10)	/* of one ancillary chunk: text and profile bombs */
#define PDF_TAIL		1024		/* %%EOF is looked for here */

#define QUOTA_SECONDS		86400
#define QUOTA_BYTES		(300LL << 20)	/* uploads of one account in that time */
#define QUOTA_FILES		300

#define SWEEP_AGE		3600		/* seconds a file may lie without its row */

#endif
