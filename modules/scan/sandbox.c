/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

#ifdef __SANITIZE_ADDRESS__	/* its shadow needs terabytes; its reports need more calls */
#define BUILT_FOR_ASAN	1
#else
#define BUILT_FOR_ASAN	0
#endif

/* Never above what the clerk itself may: raising a hard limit is for root. */
static int
limit(__rlimit_resource_t what, rlim_t n)
{
	struct rlimit r;

	if (getrlimit(what, &r) < 0)
		return -1;
	if (r.rlim_max != RLIM_INFINITY && r.rlim_max < n)
		n = r.rlim_max;
	r = (struct rlimit){ n, n };
	return setrlimit(what, &r);
}

static int
set_limits(rlim_t files)
{
	if (close_range(3, ~0u, 0) < 0 ||
	    limit(RLIMIT_CPU, SANDBOX_CPU) < 0 || limit(RLIMIT_FSIZE, SANDBOX_FILE) < 0 ||
	    limit(RLIMIT_NOFILE, files) < 0 || limit(RLIMIT_CORE, 0) < 0 ||
	    limit(RLIMIT_NPROC, 0) < 0)
		return -1;
	if (!BUILT_FOR_ASAN && limit(RLIMIT_AS, SANDBOX_MEMORY) < 0)
		return -1;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/* ---- Landlock: only these folders may be read ---- */

#define READ_ACCESS	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | \
			LANDLOCK_ACCESS_FS_READ_DIR)
#define ALL_ACCESS	((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)	/* version 1 */

static void
allow_reading(int rules, const char *path)
{
	struct landlock_path_beneath_attr beneath = { .allowed_access = READ_ACCESS };

	beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		return;
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(beneath.parent_fd);
}

/*
 * Older kernels, and those started without it, have no Landlock: then file
 * rights and the filter alone must do.
 */
static int
hide_files(const char *const *readable)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs = ALL_ACCESS };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0), rc;

	if (rules < 0)
		return errno == ENOSYS || errno == EOPNOTSUPP ? 0 : -1;
	for (; *readable != NULL; readable++)
		allow_reading(rules, *readable);
	rc = (int)syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
	return rc;
}

/* ---- the filter of our own decoder ---- */

static const int pure_calls[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat),
	SCMP_SYS(newfstatat), SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap),
	SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(mprotect), SCMP_SYS(futex),
	SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(exit), SCMP_SYS(exit_group),
};

#define N(a)	(sizeof(a) / sizeof(*(a)))

static int
filter_pure(void)
{
	scmp_filter_ctx f = seccomp_init(BUILT_FOR_ASAN ? SCMP_ACT_ALLOW :
	    SCMP_ACT_KILL_PROCESS);
	int rc = f == NULL ? -1 : 0;

	for (size_t i = 0; rc == 0 && i < N(pure_calls); i++)
		rc = BUILT_FOR_ASAN ? 0 :
		    seccomp_rule_add(f, SCMP_ACT_ALLOW, pure_calls[i], 0);
	if (rc == 0)
		rc = seccomp_load(f);
	seccomp_release(f);
	return rc < 0 ? -1 : 0;
}

int
sandbox_pure(void)
{
	static const char *const nothing[] = { NULL };

	return set_limits(8) < 0 || hide_files(nothing) < 0 || filter_pure() < 0 ? -1 : 0;
}

/* ---- the filter of foreign programs ---- */

static const int denied_calls[] = {
	/* speak to anybody */
	SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind),
	SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto),
	SCMP_SYS(sendmsg), SCMP_SYS(io_uring_setup), SCMP_SYS(mq_open), SCMP_SYS(shmget),
	/* start or touch a process */
	SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(execveat), SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kill),
	SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal),
	SCMP_SYS(setns), SCMP_SYS(unshare), SCMP_SYS(setrlimit),
	SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setresuid), SCMP_SYS(setresgid),
	SCMP_SYS(setpgid), SCMP_SYS(setsid),
	/* change what lies on disk */
	SCMP_SYS(creat), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2),
	SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(link), SCMP_SYS(linkat),
	SCMP_SYS(symlink), SCMP_SYS(symlinkat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat),
	SCMP_SYS(rmdir), SCMP_SYS(mknod), SCMP_SYS(mknodat), SCMP_SYS(chmod),
	SCMP_SYS(fchmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(fchown),
	SCMP_SYS(lchown), SCMP_SYS(fchownat), SCMP_SYS(truncate), SCMP_SYS(setxattr),
	SCMP_SYS(fsetxattr), SCMP_SYS(utimensat), SCMP_SYS(name_to_handle_at),
	SCMP_SYS(open_by_handle_at), SCMP_SYS(memfd_create),
	/* the machine */
	SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot),
	SCMP_SYS(fsopen), SCMP_SYS(open_tree), SCMP_SYS(move_mount), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(keyctl),
	SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(init_module),
	SCMP_SYS(finit_module), SCMP_SYS(kexec_load), SCMP_SYS(reboot), SCMP_SYS(swapon),
	SCMP_SYS(settimeofday), SCMP_SYS(clock_settime), SCMP_SYS(syslog),
};

#define EPERM_	SCMP_ACT_ERRNO(EPERM)
#define ENOSYS_	SCMP_ACT_ERRNO(ENOSYS)	/* callers have an older way */

/* Calls of which some uses are needed. */
static int
deny_in_part(scmp_filter_ctx f, const char *program)
{
	static const unsigned writing[] = { O_WRONLY, O_RDWR };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < 2; i++) {
		rc = seccomp_rule_add(f, EPERM_, SCMP_SYS(openat), 1,
		    SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, writing[i]));
		if (rc == 0)
			rc = seccomp_rule_add(f, EPERM_, SCMP_SYS(open), 1,
			    SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE, writing[i]));
	}
	if (rc == 0)		/* threads yes, processes no */
		rc = seccomp_rule_add(f, EPERM_, SCMP_SYS(clone), 1,
		    SCMP_A0(SCMP_CMP_MASKED_EQ, 0x00010000 /* CLONE_THREAD */, 0));
	if (rc == 0)		/* limits may be asked, not set */
		rc = seccomp_rule_add(f, EPERM_, SCMP_SYS(prlimit64), 1,
		    SCMP_A2(SCMP_CMP_NE, 0));
	if (rc == 0)
		rc = seccomp_rule_add(f, ENOSYS_, SCMP_SYS(clone3), 0);
	if (rc == 0)
		rc = seccomp_rule_add(f, ENOSYS_, SCMP_SYS(openat2), 0);
	/* The filter cannot follow pointers, but it can compare them: only the
	 * call below passes this very address, which is gone afterwards. */
	if (rc == 0)
		rc = seccomp_rule_add(f, EPERM_, SCMP_SYS(execve), 1,
		    SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)(uintptr_t)program));
	return rc;
}

static int
filter_foreign(const char *program)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
	int rc = f == NULL ? -1 : 0;

	for (size_t i = 0; rc == 0 && i < N(denied_calls); i++)
		rc = seccomp_rule_add(f, EPERM_, denied_calls[i], 0);
	if (rc == 0)
		rc = deny_in_part(f, program);
	if (rc == 0)
		rc = seccomp_load(f);
	seccomp_release(f);
	return rc < 0 ? -1 : 0;
}

int
sandbox_exec(char *const argv[])
{
	static const char *const readable[] = { "/usr", "/lib", "/lib64", "/bin", "/etc/fonts",
		"/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/locale.alias",
		"/var/cache/fontconfig", "/var/lib/ghostscript/fonts", "/dev/null",
		"/dev/urandom", NULL };
	static char *const env[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin", "HOME=/nonexistent",
		NULL };

	if (set_limits(64) < 0 || hide_files(readable) < 0 || filter_foreign(argv[0]) < 0)
		return -1;
	execve(argv[0], argv, env);
	return -1;
}
