/* SPDX-License-Identifier: MIT */
/*
 * The walls around whatever opens strangers' pictures and PDFs (scan.md 2):
 * limits of the kernel, no new privileges, a system call filter, and, where
 * the kernel has it, Landlock.  Two strengths:
 *
 *	sandbox_pure()	for our own decoder: reads its input and writes its
 *			output on the three descriptors it was given.  An allow
 *			list; any other call ends the process.
 *	sandbox_exec()	for pdftoppm and qpdf, which are started afterwards in
 *			this process: they may load libraries and fonts, but not
 *			write a file, speak to anybody, start or touch a process.
 *
 * There is no way back.  Both return -1 when a wall could not be put up; the
 * caller must then end.  No SQL, no slip.
 */
#ifndef SCAN_SANDBOX_H
#define SCAN_SANDBOX_H

#define SANDBOX_CPU		8		/* seconds */
#define SANDBOX_MEMORY		(768u << 20)	/* bytes of address space */
#define SANDBOX_FILE		(32u << 20)	/* bytes of a regular file */

/* Closes all descriptors but 0, 1 and 2. */
int	sandbox_pure(void);
/* Does not return when it works; argv[0] is the full path. */
int	sandbox_exec(char *const argv[]);

#endif
