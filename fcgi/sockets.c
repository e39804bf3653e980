/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "master.h"
#include "modules/base/log.h"

#define BACKLOG	511

static int
address(struct sockaddr_un *a, const char *dir, const char *name, const char *tail)
{
	int n;

	memset(a, 0, sizeof(*a));
	a->sun_family = AF_UNIX;
	n = snprintf(a->sun_path, sizeof(a->sun_path), "%s/%s%s", dir, name, tail);
	if (n < 0 || (size_t)n >= sizeof(a->sun_path)) {
		log_line(LOG_ERROR, "err=socket path=%s/%s detail=\"longer than %zu bytes:"
		    " use a shorter folder\"", dir, name, sizeof(a->sun_path) - 1);
		return -1;
	}
	return 0;
}

/* rename() puts the new socket in place without a moment in between. */
static int
bound(int type, const char *dir, const char *name)
{
	struct sockaddr_un temp, final;
	int fd;

	if (address(&temp, dir, name, ".new") < 0 || address(&final, dir, name, "") < 0)
		return -1;
	fd = socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && (unlink(temp.sun_path), 1) &&
	    bind(fd, (struct sockaddr *)&temp, sizeof(temp)) == 0 &&
	    chmod(temp.sun_path, 0660) == 0 &&
	    (type != SOCK_STREAM || listen(fd, BACKLOG) == 0) &&
	    rename(temp.sun_path, final.sun_path) == 0)
		return fd;
	log_line(LOG_ERROR, "err=socket path=%s detail=\"%s\"", final.sun_path,
	    strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

int
socket_listen(const char *dir, const char *name)
{
	char file[64];

	snprintf(file, sizeof(file), "%s.sock", name);
	return bound(SOCK_STREAM, dir, file);
}

int
socket_bell(const char *dir)
{
	return bound(SOCK_DGRAM, dir, BELL_NAME);
}

