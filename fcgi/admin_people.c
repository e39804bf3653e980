/* SPDX-License-Identifier: MIT */
/* Verbs about accounts, imports, demo data and the audit book. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "admin.h"
#include "modules/audit/chain.h"
#include "modules/service/demo.h"
#include "modules/service/import.h"
#include "modules/service/staff.h"

/* ---- import ---- */

/* Appends, so that a second run does not lose what the first one told. */
static FILE *
open_secrets(struct work *w, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	struct stat st;
	FILE *f;

	if (fd < 0 || fstat(fd, &st) < 0) {
		refuse(w, ERR_BUG, "cannot write %s: %s", path, strerror(errno));
		return NULL;
	}
	if (!S_ISREG(st.st_mode) || (st.st_mode & 077) != 0 || st.st_uid != geteuid()) {
		refuse(w, ERR_BUG, "%s must be your own file of mode 0600", path);
		close(fd);
		return NULL;
	}
	f = fdopen(fd, "a");
	BUG_ON(f == NULL);
	return f;
}

int
import_verb(struct work *w, int argc, char **argv)
{
	struct import im = { .report = stdout };
	const char *secrets;
	int rc;

	if (argc < 2 || argc > 3)
		return refuse(w, ERR_INVALID, "import FILE.csv [PASSWORDS]");
	secrets = argc == 3 ? argv[2] : arena_printf(w->arena, "%s.passwords", argv[1]);
	if ((im.in = fopen(argv[1], "re")) == NULL)
		return refuse(w, ERR_BUG, "cannot read %s: %s", argv[1], strerror(errno));
	if ((im.secrets = open_secrets(w, secrets)) == NULL) {
		fclose(im.in);
		return -1;
	}
	rc = import_csv(w, &im);
	fclose(im.in);
	fclose(im.secrets);
	printf("一次性密码写入 %s\n", secrets);
	audit_add(w, "import", argv[1], rc < 0 ? err_name(w->fault.code) : "ok",
	    arena_printf(w->arena, "added %lld, known %lld, refused %lld",
		(long long)im.added, (long long)im.known, (long long)im.refused));
	return rc;
}

/* ---- demo, codes ---- */

int
demo_verb(struct work *w, int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] :
	    arena_printf(w->arena, "%s/demo", admin_data_dir());

	return demo_make(w, dir, stdout);
}

int
totp_verb(struct work *w, int argc, char **argv)
{
	const char *code;
	int64_t wait;

	if (argc != 2)
		return refuse(w, ERR_INVALID, "totp USER");
	if (staff_code(w, argv[1], &code, &wait) < 0)
		return -1;
	if (wait > 0) {
		fprintf(stderr, "the present code was used; waiting %lld s for the next\n",
		    (long long)wait);
		nanosleep(&(struct timespec){ wait, 0 }, NULL);
	}
	puts(code);
	return 0;
}

/* ---- accounts ---- */

static void
tell(const char *username, const struct staff_secret *s)
{
	printf("user      %s\n", username);
	if (s->password != NULL)
		printf("password  %s (once; the first login sets a new one)\n", s->password);
	if (s->seed != NULL)
		printf("seed      otpauth://totp/caportal:%s?secret=%s&issuer=caportal\n",
		    username, s->seed);
}

int
user_verb(struct work *w, int argc, char **argv)
{
	const char *act = argc < 3 ? "" : argv[1];
	struct staff_secret s = { NULL, NULL };
	int rc;

	if (strcmp(act, "create") == 0 && (argc == 5 || argc == 6))
		rc = staff_create(w, argv[2], argv[3], argv[4], argc == 6 ? argv[5] : NULL, &s);
	else if (strcmp(act, "reset") == 0 && argc == 3)
		rc = staff_reset(w, argv[2], &s);
	else if (strcmp(act, "seed") == 0 && argc == 3)
		rc = staff_reseed(w, argv[2], &s);
	else if (strcmp(act, "unlock") == 0 && argc == 3)
		rc = staff_unlock(w, argv[2]);
	else
		return refuse(w, ERR_INVALID, "user create NAME WORDS ROLE[,ROLE] [POINT] |"
		    " reset NAME | seed NAME | unlock NAME");
	audit_add(w, arena_printf(w->arena, "user.%s", act), argv[2],
	    rc < 0 ? err_name(w->fault.code) : "ok", "console");
	if (rc == 0)
		tell(argv[2], &s);
	return rc;
}

/* ---- the audit book ---- */

int
audit_verify_verb(struct work *w, int argc, char **argv)
{
	struct audit_report r;

	(void)argc;
	(void)argv;
	if (audit_verify(w, &r) < 0)
		return -1;
	if (r.words == NULL) {
		printf("%lld rows, no row changed or missing\n", (long long)r.rows);
		return 0;
	}
	return refuse(w, ERR_CONFLICT, "chain %lld, row %lld: %s", (long long)r.chain,
	    (long long)r.seq, r.words);
}
