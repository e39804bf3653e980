/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "log.h"

#define LINE_MAX_BYTES	4096

static enum log_level least_level = LOG_INFO;
static const char *program_name = "caportal";

static const char *const level_names[] = { "error", "warn", "info", "debug" };
static const char *const masked_keys[] = {
	"idno=", "phone=", "token=", "code=", "password=",
};

void
log_setup(enum log_level least, const char *program)
{
	least_level = least;
	program_name = program;
}

static void
mask_value(char *p)
{
	for (; *p != '\0' && *p != ' '; p++)
		*p = '*';
}

static void
mask_secrets(char *line)
{
	for (size_t k = 0; k < sizeof(masked_keys) / sizeof(*masked_keys); k++) {
		size_t len = strlen(masked_keys[k]);

		for (char *p = line; (p = strstr(p, masked_keys[k])) != NULL; p += len)
			if (p == line || p[-1] == ' ')
				mask_value(p + len);
	}
}

void
log_line(enum log_level level, const char *fmt, ...)
{
	char line[LINE_MAX_BYTES];
	struct timespec ts;
	va_list ap;
	int head, body;

	if (level > least_level)
		return;
	clock_gettime(CLOCK_REALTIME, &ts);
	head = snprintf(line, sizeof(line), "at=%lld.%03ld program=%s level=%s ",
	    (long long)ts.tv_sec, ts.tv_nsec / 1000000, program_name,
	    level_names[level]);
	va_start(ap, fmt);
	body = vsnprintf(line + head, sizeof(line) - (size_t)head - 1, fmt, ap);
	va_end(ap);
	if (body < 0)
		return;
	mask_secrets(line + head);
	for (char *p = line; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 127)
			*p = '?';
	head = (int)strlen(line);
	line[head++] = '\n';
	if (write(STDERR_FILENO, line, (size_t)head) < 0)
		return;		/* nowhere left to complain */
}
