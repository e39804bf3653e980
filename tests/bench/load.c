/* SPDX-License-Identifier: MIT */
/*
 * Sends every line of a file once: each connection takes the next line, waits
 * for the whole answer, goes on.  For effects, which wrk cannot repeat.
 *
 *	load PORT CONNECTIONS FROM COUNT HEAD FILE
 *
 * HEAD is a file with header lines; a line of FILE is path, idempotency key
 * and body with tabs between.  Prints seconds, good answers, other answers and
 * the median and 99th percentile in milliseconds.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LINES	20000

struct shared {
	atomic_size_t	ready, go, next, good, bad;
	double		ms[LINES];
};

static char *lines[LINES];
static char head[4096];

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
connect_to(int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0)
		die("connect");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return fd;
}

/* The whole answer, by its Content-Length; 0: the connection ended. */
static int
answer(int fd, char *buf, size_t size)
{
	size_t have = 0;
	ssize_t got;

	while ((got = read(fd, buf + have, size - 1 - have)) > 0) {
		char *body, *len;

		have += (size_t)got;
		buf[have] = '\0';
		if ((body = strstr(buf, "\r\n\r\n")) == NULL)
			continue;
		len = strcasestr(buf, "\r\ncontent-length:");
		if (len == NULL || len > body)
			return 0;
		if (have >= (size_t)(body + 4 - buf) + strtoul(len + 17, NULL, 10))
			return atoi(buf + 9);
	}
	return 0;
}

static size_t
request(char *out, size_t size, const char *line)
{
	const char *key = strchr(line, '\t') + 1, *body = strchr(key, '\t') + 1;

	return (size_t)snprintf(out, size, "POST %.*s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s"
	    "Content-Type: application/json\r\nIdempotency-Key: %.*s\r\n"
	    "Content-Length: %zu\r\n\r\n%s", (int)(key - 1 - line), line, head,
	    (int)(body - 1 - key), key, strlen(body), body);
}

static void
work(struct shared *s, int port, size_t end)
{
	char out[8192], in[16384];
	int fd = connect_to(port);
	size_t i;

	s->ready++;
	while (s->go == 0)
		usleep(500);
	while ((i = s->next++) < end) {
		size_t n = request(out, sizeof(out), lines[i]);
		double begun = now();
		int status;

		if (write(fd, out, n) != (ssize_t)n)
			die("write");
		status = answer(fd, in, sizeof(in));
		s->ms[i] = (now() - begun) * 1000;
		*(status / 100 == 2 ? &s->good : &s->bad) += 1;
		if (status == 0 || strcasestr(in, "\r\nconnection: close") != NULL) {
			close(fd);
			fd = connect_to(port);
		}
	}
	exit(0);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
read_files(const char *head_path, const char *path)
{
	FILE *f = fopen(head_path, "r");
	static char line[8192];
	size_t n = 0;

	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		strncat(head, line, sizeof(head) - strlen(head) - 1);
		strncat(head, "\r\n", sizeof(head) - strlen(head) - 1);
	}
	f = fopen(path, "r");
	if (f == NULL)
		die(path);
	while (n < LINES && fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		lines[n++] = strdup(line);
	}
}

int
main(int argc, char **argv)
{
	size_t connections, from, count;
	struct shared *s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	double begun, seconds;

	if (argc != 7) {
		fputs("usage: load PORT CONNECTIONS FROM COUNT HEAD FILE\n", stderr);
		return 1;
	}
	connections = strtoul(argv[2], NULL, 10);
	from = strtoul(argv[3], NULL, 10);
	count = strtoul(argv[4], NULL, 10);
	read_files(argv[5], argv[6]);
	s->next = from;
	for (size_t i = 0; i < connections; i++)
		if (fork() == 0)
			work(s, atoi(argv[1]), from + count);
	while (s->ready < connections)
		usleep(500);
	begun = now();
	s->go = 1;
	while (wait(NULL) > 0)
		;
	seconds = now() - begun;
	qsort(&s->ms[from], count, sizeof(s->ms[0]), by_size);
	printf("%.6f %zu %zu %.3f %.3f\n", seconds, s->good, s->bad, s->ms[from + count / 2],
	    s->ms[from + count * 99 / 100]);
	return s->bad != 0;
}
