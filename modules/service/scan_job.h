/* SPDX-License-Identifier: MIT */
/*
 * The clerk's work on a file somebody brought: look into a PDF, make the
 * preview (task scan.preview), and keep the store tidy (task timer.files).
 */
#ifndef SERVICE_SCAN_JOB_H
#define SERVICE_SCAN_JOB_H

#include "tasks.h"

/* In the transaction that wrote the row of a RECEIVED file. */
int	scan_job_add(struct work *w, const struct pid *file);

int	run_scan_preview(struct work *w, const struct task *t, int64_t *again);
int	run_sweep_files(struct work *w, const struct task *t, int64_t *again);

#endif
