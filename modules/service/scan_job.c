/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/json.h"
#include "modules/base/log.h"
#include "modules/file/file.h"
#include "modules/file/pdf_look.h"
#include "modules/file/sniff.h"
#include "modules/file/store.h"
#include "scan_child.h"
#include "scan_job.h"

#define TRIES		2		/* killed so often: a person looks at the original */
#define PREVIEW_MAX	(8u << 20)
#define PREVIEW_PAGES	3		/* fcgi/scan.c asks pdftoppm for as many */

/* One try; what it found out is written by one of the three endings. */
struct job {
	struct file	 file;
	struct blob	 bytes;
	int		 pages;
	const char	*refusal;		/* for the person, or NULL */
	struct file	 preview;		/* size 0: none */
};

int
scan_job_add(struct work *w, const struct pid *file)
{
	struct json *payload = js_object(w);
	const char *pid = pid_text(w, file);

	js_put_text(payload, "file", pid);
	return task_add(w, "scan.preview", pid, payload, 0);
}

/* ---- looking ---- */

static int
look(void *arg, const void *p, size_t n)
{
	return pdf_look_add(arg, p, n);
}

static enum scan_end
look_into_pdf(struct work *w, struct job *j)
{
	static const struct scan_step objects = { { "objects" } };
	struct pdf_look found = { 0 };
	enum scan_end end = SCAN_OURS;

	if (scan_run(w, &objects, 1, j->bytes, look, &found, SCAN_WALL_MS, &end) < 0)
		return SCAN_OURS;
	j->pages = found.pages;
	if (end == SCAN_STOPPED)
		j->refusal = pdf_look_words(found.found);
	else if (end == SCAN_UNREADABLE || (end == SCAN_DONE && found.pages == 0))
		j->refusal = "PDF无法打开，请重新导出后上传";
	return end;
}

static int
keep_preview(struct work *w, struct job *j, struct blob jpeg)
{
	struct sniffed s;

	if (sniff_bytes(jpeg.p, jpeg.n, &s) != SNIFF_OK || s.type != TYPE_JPG)
		return refuse(w, ERR_BUG, "the preview maker gave no JPEG");
	if (store_put_bytes(w, jpeg, &j->preview) < 0)
		return -1;
	j->preview.type = "jpg";
	j->preview.purpose = "preview";
	j->preview.width = s.width;
	j->preview.height = s.height;
	j->preview.pages = 1;
	return 0;
}

static enum scan_end
make_preview(struct work *w, struct job *j)
{
	static const char *const turns[] = { "1", "1", "2", "3", "4", "5", "6", "7", "8" };
	int pdf = strcmp(j->file.type, "pdf") == 0;
	struct scan_bytes jpeg = { .p = arena_alloc(w->arena, PREVIEW_MAX),
		.max = PREVIEW_MAX };
	struct sniffed s = { .orientation = 1 };
	struct scan_step steps[2];
	enum scan_end end = SCAN_OURS;

	sniff_bytes(j->bytes.p, j->bytes.n, &s);
	steps[0] = (struct scan_step){ { "pages" } };
	steps[pdf] = (struct scan_step){ { "preview", turns[s.orientation] } };
	if (scan_run(w, steps, pdf ? 2 : 1, j->bytes, scan_keep, &jpeg, SCAN_WALL_MS, &end) < 0)
		return SCAN_OURS;
	if (end == SCAN_UNREADABLE)
		j->refusal = pdf ? "PDF无法打开，请重新导出后上传" :
		    "图片无法打开，请重新扫描或另存后上传";
	if (end == SCAN_DONE && keep_preview(w, j, (struct blob){ jpeg.p, jpeg.n }) < 0)
		return SCAN_OURS;
	return end;
}

static enum scan_end
work_on(struct work *w, struct job *j)
{
	enum scan_end end = SCAN_DONE;

	j->pages = 1;
	if (store_read(w, &j->file, &j->bytes) < 0)
		return SCAN_OURS;
	if (strcmp(j->file.type, "pdf") == 0)
		end = look_into_pdf(w, j);
	return end != SCAN_DONE || j->refusal != NULL ? end : make_preview(w, j);
}

/* ---- the transactions ---- */

static int
begin(struct work *w, void *arg)
{
	struct job *j = arg;
	struct pid pid = j->file.pid;

	return file_take(w, &pid, &j->file) < 0 || file_start(w, &j->file) < 0 ? -1 : 0;
}

static const char *
words_about(struct work *w, const struct job *j)
{
	if (j->preview.size == 0)
		return "预览无法生成，请人工核对";
	if (j->pages > PREVIEW_PAGES)
		return arena_printf(w->arena, "共%d页，预览只显示前%d页", j->pages,
		    PREVIEW_PAGES);
	return NULL;
}

static int
finish(struct work *w, void *arg)
{
	struct job *j = arg;
	struct pid pid = j->file.pid;

	if (file_take(w, &pid, &j->file) < 0)
		return -1;
	if (j->refusal != NULL)
		return file_move(w, &j->file, FILE_REFUSED, j->refusal);
	if (j->preview.size > 0 && file_add(w, &j->preview) < 0)
		return -1;
	return file_finish(w, &j->file, j->preview.id, j->pages, words_about(w, j));
}

static int
is_open(const struct file *f)
{
	return strcmp(f->state, FILE_RECEIVED) == 0 || strcmp(f->state, FILE_CHECKING) == 0;
}

/*
 * The try is counted before it is made, so a file that takes the clerk itself
 * down counts too.  After the last one the file is READY without a preview.
 */
int
run_scan_preview(struct work *w, const struct task *t, int64_t *again)
{
	struct job j = { 0 };
	enum scan_end end = SCAN_KILLED;

	(void)again;
	if (pid_parse(w, js_get_text(t->payload, "file"), &j.file.pid) < 0 ||
	    file_get(w, &j.file.pid, &j.file) < 0)
		return -1;
	if (!is_open(&j.file))
		return 0;
	if (j.file.tries < TRIES) {
		if (db_tx(w, begin, &j) < 0)
			return -1;
		end = work_on(w, &j);
		if (end == SCAN_KILLED || end == SCAN_OURS)
			log_line(LOG_WARN, "event=scan.%s file=%s type=%s size=%lld try=%d detail=\"%s\"",
			    end == SCAN_KILLED ? "killed" : "failed", pid_text(w, &j.file.pid),
			    j.file.type, (long long)j.file.size, j.file.tries,
			    w->fault.detail == NULL ? "" : w->fault.detail);
		if ((end == SCAN_KILLED || end == SCAN_OURS) && j.file.tries < TRIES)
			return refuse(w, ERR_BUSY, "the preview maker was ended");
	}
	fault_clear(w);
	return db_tx(w, finish, &j);
}

int
run_sweep_files(struct work *w, const struct task *t, int64_t *again)
{
	struct store_count c;

	(void)t;
	(void)again;
	if (store_sweep(w, &c) < 0)
		return -1;
	if (c.swept > 0)
		log_line(LOG_INFO, "event=files.swept n=%lld of=%lld", (long long)c.swept,
		    (long long)c.seen);
	return 0;
}
