/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "db/db.h"
#include "import.h"
#include "import_row.h"
#include "modules/base/crypto.h"
#include "modules/base/csv.h"
#include "modules/base/text.h"

/* Columns in any order; either name will do. */
#define COLUMN(m, words)	{ #m, words, offsetof(struct import_row, m) }
static const struct {
	const char	*name, *words;
	size_t		 offset;
} columns[] = {
	COLUMN(record, "类型"),
	COLUMN(credit_code, "统一社会信用代码"),
	COLUMN(company, "单位名称"),
	COLUMN(channel, "渠道"),
	COLUMN(region, "注册地"),
	COLUMN(address, "住所"),
	COLUMN(legal_name, "法定代表人"),
	COLUMN(company_phone, "单位电话"),
	COLUMN(test, "测试单位"),
	COLUMN(name, "姓名"),
	COLUMN(id_number, "身份证号"),
	COLUMN(phone, "手机号"),
	COLUMN(identity, "身份"),
	COLUMN(username, "用户名"),
	COLUMN(vendor, "证书厂商"),
	COLUMN(lock_type, "锁类型"),
	COLUMN(medium, "介质"),
	COLUMN(cert_serial, "证书序列号"),
	COLUMN(not_before, "生效日期"),
	COLUMN(not_after, "到期日期"),
	COLUMN(platforms, "关联平台"),
	COLUMN(key_serial, "介质序列号"),
	COLUMN(key_model, "介质型号"),
};

#define N_COLUMNS	(sizeof(columns) / sizeof(*columns))

enum { COMPANY, PERSON, CERT, KINDS };
static const struct {
	const char	*name, *words;
} kinds[KINDS] = { { "company", "企业" }, { "person", "人员" }, { "cert", "证书" } };

/* In the books an import is nobody's account; it may hand out keys. */
static const struct actor importer = {
	.rights = RIGHT_SYSTEM | RIGHT_CLOCK | RIGHT_MAKE | RIGHT_DESK,
	.channel = "MAIN", .name = "旧平台导入",
};

struct run {
	struct import	*im;
	struct csv	 csv;
	int		 column[CSV_CELLS];	/* of `columns` */
	size_t		 n;
	const char	*fixed;			/* scrypt text for everybody, or NULL */
};

const char *
import_column(size_t i, const char **words)
{
	if (i >= N_COLUMNS)
		return NULL;
	*words = columns[i].words;
	return columns[i].name;
}

/* ---- the header line ---- */

static int
column_find(const char *title)
{
	for (size_t i = 0; i < N_COLUMNS; i++)
		if (strcmp(columns[i].name, title) == 0 || strcmp(columns[i].words, title) == 0)
			return (int)i;
	return -1;
}

static int
read_header(struct work *w, struct run *r)
{
	int rc = csv_next(w, &r->csv), seen = 0;

	if (rc < 0)
		return -1;
	if (rc == 0)
		return refuse_say(w, ERR_INVALID, NULL, "文件是空的");
	for (r->n = 0; r->n < r->csv.n; r->n++) {
		const char *title = text_normal(w->arena, r->csv.cells[r->n]);
		int c = column_find(title);

		if (c < 0)
			return refuse_say(w, ERR_INVALID, NULL, "第1行：没有“%s”这一列", title);
		r->column[r->n] = c;
		seen |= c == 0;
	}
	return seen ? 0 : refuse_say(w, ERR_INVALID, NULL, "第1行：缺少“类型”这一列");
}

static void
put_cell(struct import_row *row, int column, const char *text)
{
	memcpy((char *)row + columns[column].offset, &text, sizeof(text));
}

static int
read_row(struct work *w, const struct run *r, struct import_row *row)
{
	for (size_t i = 0; i < N_COLUMNS; i++)
		put_cell(row, (int)i, "");
	if (r->csv.n > r->n)
		return fault_field(w, "record", "单元格比列名多");
	for (size_t i = 0; i < r->csv.n; i++)
		put_cell(row, r->column[i], text_normal(w->arena, r->csv.cells[i]));
	return 0;
}

/* ---- one line ---- */

static int
kind_of(const char *text)
{
	for (int i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].name, text) == 0 || strcmp(kinds[i].words, text) == 0)
			return i;
	return -1;
}

static int
do_row(struct work *w, const struct run *r, const struct import_row *row,
    struct import_login *login, enum import_end *end)
{
	switch (kind_of(row->record)) {
	case COMPANY:
		return import_company(w, row, end);
	case PERSON:
		return import_person(w, row, r->fixed, login, end);
	case CERT:
		return import_cert(w, row, end);
	}
	return fault_field(w, "record", "类型应为企业、人员或证书");
}

static void
put_quoted(FILE *f, const char *s, const char *after)
{
	fputc('"', f);
	for (; *s != '\0'; s++)
		fputs(*s == '"' ? "\"\"" : (char[]){ *s, 0 }, f);
	fprintf(f, "\"%s", after);
}

static int
tell_secret(struct work *w, const struct run *r, const struct import_login *l)
{
	FILE *f = r->im->secrets;

	if (!l->made || f == NULL)
		return 0;
	fprintf(f, "%s,", l->username);
	put_quoted(f, l->name, ",");
	put_quoted(f, l->company, ",");
	fprintf(f, "%s\n", l->password);
	/* A terminal or a pipe has nothing to sync. */
	if (ferror(f) || fflush(f) != 0 || (fileno(f) >= 0 && fsync(fileno(f)) != 0 && errno != EINVAL))
		return refuse(w, ERR_FULL, "the one-time password of %s could not be written: "
		    "caportal-admin user reset", l->username);
	return 0;
}

/* What the line is about, without numbers of people. */
static const char *
subject(struct work *w, const struct import_row *row)
{
	switch (kind_of(row->record)) {
	case COMPANY:
		return arena_printf(w->arena, "企业 %s", row->company);
	case PERSON:
		return arena_printf(w->arena, "人员 %s", row->name);
	case CERT:
		return arena_printf(w->arena, "证书 %s", row->cert_serial);
	}
	return row->record;
}

static void
say_refused(struct work *w, struct run *r, const struct import_row *row)
{
	const struct fault *f = &w->fault;

	r->im->refused++;
	if (r->im->report == NULL)
		return;
	fprintf(r->im->report, "第%lld行 %s：未导入，", (long long)r->csv.line, subject(w, row));
	if (f->nfields == 0)
		fprintf(r->im->report, "%s", f->words == NULL ? err_words(f->code) : f->words);
	for (unsigned i = 0; i < f->nfields; i++)
		fprintf(r->im->report, "%s%s", i == 0 ? "" : "；", f->fields[i].words);
	fputc('\n', r->im->report);
}

static void
say_done(struct work *w, struct run *r, const struct import_row *row, enum import_end end)
{
	if (end == IMPORT_ADDED)
		r->im->added++;
	else
		r->im->known++;
	if (r->im->report != NULL)
		fprintf(r->im->report, "第%lld行 %s：%s\n", (long long)r->csv.line,
		    subject(w, row), end == IMPORT_ADDED ? "已导入" : "已存在，未改动");
}

/* The mistakes of a line end with the line; a broken house ends the import. */
static int
is_ours(enum err code)
{
	return code == ERR_BUSY || code == ERR_FULL || code == ERR_BUG;
}

static int
import_line(struct work *w, struct run *r)
{
	struct import_login login = { .made = 0 };
	enum import_end end = IMPORT_KNOWN;
	struct import_row row;

	if (read_row(w, r, &row) < 0 || do_row(w, r, &row, &login, &end) < 0) {
		if (is_ours(w->fault.code))
			return -1;
		say_refused(w, r, &row);
		fault_clear(w);
		return 0;
	}
	say_done(w, r, &row, end);
	return tell_secret(w, r, &login);
}

static int
import_lines(struct work *w, struct run *r)
{
	struct arena_mark here = arena_mark(w->arena);
	int rc;

	while ((rc = csv_next(w, &r->csv)) > 0) {
		if (import_line(w, r) < 0)
			return -1;
		arena_rewind(w->arena, here);
	}
	return rc;
}

int
import_csv(struct work *w, struct import *im)
{
	const struct actor *before = w->actor;
	struct run r = { .im = im };
	char hash[PASSWORD_TEXT_LEN];
	int rc;

	im->added = im->known = im->refused = 0;
	csv_begin(&r.csv, im->in);
	if (im->password != NULL) {		/* demo data: one scrypt for all */
		password_hash(im->password, hash);
		r.fixed = hash;
	}
	w->actor = &importer;
	rc = read_header(w, &r) < 0 ? -1 : import_lines(w, &r);
	w->actor = before;
	if (im->report != NULL)
		fprintf(im->report, "导入%lld行，已存在%lld行，未导入%lld行\n",
		    (long long)im->added, (long long)im->known, (long long)im->refused);
	return rc;
}
