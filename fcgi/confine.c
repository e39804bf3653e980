/* SPDX-License-Identifier: MIT */
/*
 * What a worker may no longer do once it has started: run programs, fork,
 * open sockets other than unix ones, trace, mount, change who it is.  A deny
 * list, because the libraries below us differ by build and by Debian point
 * release; execve and ptrace end the process, the rest fails with EPERM.
 */
#include <errno.h>
#include <seccomp.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "master.h"
#include "modules/base/fault.h"
#include "modules/base/log.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1	/* its shadow is terabytes, its leak check forks */
#else
#define SANITIZED 0
#endif

void
confine_limits(int64_t memory_mb)
{
	struct rlimit core = { 0, 0 }, files = { 256, 256 };
	struct rlimit space = { (rlim_t)memory_mb << 20, (rlim_t)memory_mb << 20 };

	setrlimit(RLIMIT_CORE, &core);
	setrlimit(RLIMIT_NOFILE, &files);
	if (!SANITIZED)
		setrlimit(RLIMIT_AS, &space);
	prctl(PR_SET_DUMPABLE, 0);
}

static const int never[] = { SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace) };
static const int refused[] = {
	SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone3), SCMP_SYS(mount), SCMP_SYS(umount2),
	SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setresuid), SCMP_SYS(setresgid),
	SCMP_SYS(chroot), SCMP_SYS(pivot_root), SCMP_SYS(bpf), SCMP_SYS(unshare),
	SCMP_SYS(setns), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
	SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(keyctl), SCMP_SYS(add_key),
	SCMP_SYS(kexec_load), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd),
	SCMP_SYS(io_uring_setup),
};

static int
add_rules(scmp_filter_ctx f)
{
	int rc = 0;

	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
		rc |= seccomp_rule_add(f, SCMP_ACT_KILL_PROCESS, never[i], 0);
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		rc |= seccomp_rule_add(f, SCMP_ACT_ERRNO(refused[i] == SCMP_SYS(clone3) ?
		    ENOSYS : EPERM), refused[i], 0);
	/* CLONE_VM|CLONE_THREAD would be a thread: libraries may want one. */
	rc |= seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
	    SCMP_A0(SCMP_CMP_MASKED_EQ, 0x10000, 0));
	rc |= seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
	    SCMP_A0(SCMP_CMP_NE, AF_UNIX));
	return rc;
}

void
confine_worker(void)
{
	scmp_filter_ctx f;

	if (SANITIZED)
		return;
	if ((f = seccomp_init(SCMP_ACT_ALLOW)) == NULL || add_rules(f) != 0 ||
	    seccomp_load(f) != 0)
		log_line(LOG_WARN, "confine=none detail=\"the kernel took no filter\"");
	seccomp_release(f);
}
