/* SPDX-License-Identifier: MIT */
/*
 * A small FastCGI client for the web tests: speaks to a worker's socket as
 * nginx does, and as nginx never would.
 *
 *	fcgi_client SOCKET METHOD URI [options]
 *	  -H "Name: value"	a request header (repeatable)
 *	  -P NAME=value		a raw parameter, after all others (repeatable)
 *	  -d TEXT | -f FILE	the body
 *	  -T TYPE		its media type (application/json)
 *	  -L N			declare N bytes whatever is sent
 *	  -S N			send only N bytes of the body, then the stream's end
 *	  -C N			send only N bytes of everything, then hang up
 *	  -W SECONDS		with -C: wait for the peer to hang up instead
 *	  -D MS			wait between the first half of the bytes and the second
 *	  -X FILE		send the file as it is, nothing else
 *	  -E			leave the sentinel parameter out
 *	  -n N			N requests one after the other; prints "ok=.. bad=.."
 *	  -m MS			with -n: go on for MS milliseconds instead
 *	  -q N			N requests at once, before the first answer is read;
 *				prints "ok=.. bad=.. none=.."
 *
 * Prints the answer as it came (status line first) and ends 0 when there was
 * one, 3 when the worker hung up without.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { BEGIN = 1, END = 3, PARAMS = 4, STDIN = 5, STDOUT = 6 };

struct buf {
	unsigned char	*p;
	size_t		 n, room;
};

static struct {
	const char	*socket, *method, *uri, *type;
	const char	*headers[32], *raw[32];
	int		 nheaders, nraw, no_sentinel;
	struct buf	 body;
	long		 declare, send, cut, wait, delay, times, ms, queue;
	const char	*exact;
} o = { .type = "application/json", .declare = -1, .send = -1, .cut = -1 };

static void
add(struct buf *b, const void *p, size_t n)
{
	if (b->n + n > b->room) {
		b->room = (b->n + n) * 2 + 1024;
		if ((b->p = realloc(b->p, b->room)) == NULL)
			abort();
	}
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
}

static void
record(struct buf *b, int type, const void *p, size_t n)
{
	unsigned char h[8] = { 1, (unsigned char)type, 0, 1, (unsigned char)(n >> 8),
	    (unsigned char)n, 0, 0 };

	add(b, h, sizeof(h));
	add(b, p, n);
}

static void
stream(struct buf *b, int type, const unsigned char *p, size_t n)
{
	while (n > 0) {
		size_t part = n > 32000 ? 32000 : n;

		record(b, type, p, part);
		p += part;
		n -= part;
	}
	record(b, type, NULL, 0);
}

static void
length(struct buf *b, size_t n)
{
	unsigned char four[4] = { (unsigned char)(n >> 24 | 128), (unsigned char)(n >> 16),
	    (unsigned char)(n >> 8), (unsigned char)n };

	if (n < 128)
		add(b, &four[3], 1);
	else
		add(b, four, 4);
}

static void
param(struct buf *b, const char *name, size_t name_len, const char *value)
{
	length(b, name_len);
	length(b, strlen(value));
	add(b, name, name_len);
	add(b, value, strlen(value));
}

static void
header(struct buf *b, const char *line)
{
	char name[128] = "HTTP_";
	size_t n = strcspn(line, ":");

	for (size_t i = 0; i < n && i + 6 < sizeof(name); i++)
		name[5 + i] = (char)(line[i] == '-' ? '_' :
		    line[i] >= 'a' && line[i] <= 'z' ? line[i] - 32 : line[i]);
	param(b, name, n + 5, line + n + 1 + strspn(line + n + 1, " "));
}

#define PARAM(b, name, value)	param((b), (name), strlen(name), (value))

static struct buf
request(void)
{
	struct buf all = { 0 }, params = { 0 };
	size_t sent = o.send < 0 ? o.body.n : (size_t)o.send;
	char len[24], id[40];

	snprintf(len, sizeof(len), "%ld", o.declare < 0 ? (long)o.body.n : o.declare);
	snprintf(id, sizeof(id), "%08x%08x", (unsigned)getpid(), (unsigned)clock());
	record(&all, BEGIN, "\0\1\0\0\0\0\0\0", 8);
	PARAM(&params, "REQUEST_METHOD", o.method);
	PARAM(&params, "REQUEST_URI", o.uri);
	PARAM(&params, "CONTENT_LENGTH", len);
	if (o.body.n > 0)
		PARAM(&params, "CONTENT_TYPE", o.type);
	PARAM(&params, "REMOTE_ADDR", "127.0.0.1");
	PARAM(&params, "REQUEST_ID", id);
	for (int i = 0; i < o.nheaders; i++)
		header(&params, o.headers[i]);
	if (!o.no_sentinel)
		PARAM(&params, "CAPORTAL_END", "1");
	for (int i = 0; i < o.nraw; i++)
		param(&params, o.raw[i], strcspn(o.raw[i], "="),
		    o.raw[i] + strcspn(o.raw[i], "=") + 1);
	stream(&all, PARAMS, params.p, params.n);
	stream(&all, STDIN, o.body.p, sent < o.body.n ? sent : o.body.n);
	free(params.p);
	return all;
}

static int
dial(void)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(a.sun_path, sizeof(a.sun_path), "%s", o.socket);
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof(a)) < 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	return fd;
}

static int
get(int fd, void *p, size_t n)
{
	char *to = p;

	while (n > 0) {
		ssize_t got = read(fd, to, n);

		if (got <= 0)
			return -1;
		to += got;
		n -= (size_t)got;
	}
	return 0;
}

/* 0: a whole answer, -1: none */
static int
answer(int fd, struct buf *out)
{
	unsigned char h[8], data[65536 + 256];

	for (;;) {
		size_t n, pad;

		if (get(fd, h, sizeof(h)) < 0)
			return -1;
		n = (size_t)h[4] << 8 | h[5];
		pad = h[6];
		if (get(fd, data, n + pad) < 0)
			return -1;
		if (h[1] == STDOUT)
			add(out, data, n);
		if (h[1] == END)
			return out->n > 0 ? 0 : -1;
	}
}

static void
hang(int fd)
{
	struct pollfd p = { fd, POLLIN, 0 };

	if (o.wait > 0)
		poll(&p, 1, (int)o.wait * 1000);
}

static void
read_file(const char *path, struct buf *to);

/* 0: all of it went out */
static int
push(int fd, const unsigned char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = send(fd, p, n, MSG_NOSIGNAL);

		if (k <= 0)
			return -1;
		p += k;
		n -= (size_t)k;
	}
	return 0;
}

static int
once(struct buf *out)
{
	struct buf all = { 0 };
	size_t n;
	int fd = dial(), rc = -1;

	if (o.exact != NULL)
		read_file(o.exact, &all);
	else
		all = request();
	n = o.cut >= 0 && (size_t)o.cut < all.n ? (size_t)o.cut : all.n;
	if (fd >= 0) {
		size_t half = o.delay > 0 ? n / 2 : 0;

		if (push(fd, all.p, half) == 0 && (o.delay == 0 || usleep((useconds_t)o.delay * 1000) == 0))
			push(fd, all.p + half, n - half);
		if (o.cut >= 0)
			hang(fd);
		else
			rc = answer(fd, out);
		close(fd);
	}
	free(all.p);
	return rc;
}

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int
many(void)
{
	long ok = 0, bad = 0, until = now_ms() + o.ms;

	for (long i = 0; o.ms > 0 ? now_ms() < until : i < o.times; i++) {
		struct buf out = { 0 };

		if (once(&out) == 0 && out.n > 11 && memcmp(out.p, "Status: 2", 9) == 0)
			ok++;
		else
			bad++;
		free(out.p);
	}
	printf("ok=%ld bad=%ld\n", ok, bad);
	return bad > 0;
}

/* All of them lie in the worker's backlog before it answers the first. */
static int
at_once(void)
{
	int *fds = calloc((size_t)o.queue, sizeof(*fds));
	struct buf all = request();
	long ok = 0, bad = 0, none = 0;

	if (fds == NULL)
		abort();
	for (long i = 0; i < o.queue; i++)
		if ((fds[i] = dial()) >= 0)
			push(fds[i], all.p, all.n);
	for (long i = 0; i < o.queue; i++) {
		struct buf out = { 0 };

		if (fds[i] < 0 || answer(fds[i], &out) < 0)
			none++;
		else if (memcmp(out.p, "Status: 2", 9) == 0)
			ok++;
		else
			bad++;
		close(fds[i]);
		free(out.p);
	}
	free(fds);
	free(all.p);
	printf("ok=%ld bad=%ld none=%ld\n", ok, bad, none);
	return bad + none > 0;
}

static void
read_file(const char *path, struct buf *to)
{
	unsigned char data[65536];
	int fd = open(path, O_RDONLY);
	ssize_t n;

	if (fd < 0) {
		perror(path);
		exit(2);
	}
	while ((n = read(fd, data, sizeof(data))) > 0)
		add(to, data, (size_t)n);
	close(fd);
}

static void
option(int ch)
{
	switch (ch) {
	case 'H': o.headers[o.nheaders++ % 32] = optarg; break;
	case 'P': o.raw[o.nraw++ % 32] = optarg; break;
	case 'd': add(&o.body, optarg, strlen(optarg)); break;
	case 'f': read_file(optarg, &o.body); break;
	case 'T': o.type = optarg; break;
	case 'L': o.declare = strtol(optarg, NULL, 10); break;
	case 'S': o.send = strtol(optarg, NULL, 10); break;
	case 'C': o.cut = strtol(optarg, NULL, 10); break;
	case 'W': o.wait = strtol(optarg, NULL, 10); break;
	case 'D': o.delay = strtol(optarg, NULL, 10); break;
	case 'X': o.exact = optarg; break;
	case 'E': o.no_sentinel = 1; break;
	case 'n': o.times = strtol(optarg, NULL, 10); break;
	case 'q': o.queue = strtol(optarg, NULL, 10); break;
	case 'm': o.ms = strtol(optarg, NULL, 10); break;
	default: exit(2);
	}
}

int
main(int argc, char **argv)
{
	struct buf out = { 0 };
	int ch, rc;

	if (argc < 4) {
		fprintf(stderr, "usage: %s SOCKET METHOD URI [options]\n", argv[0]);
		return 2;
	}
	o.socket = argv[1];
	o.method = argv[2];
	o.uri = argv[3];
	optind = 4;
	while ((ch = getopt(argc, argv, "H:P:d:f:T:L:S:C:W:D:X:En:m:q:")) != -1)
		option(ch);
	if (o.queue > 0)
		return at_once();
	if (o.times > 0 || o.ms > 0)
		return many();
	rc = once(&out);
	if (out.n > 0 && fwrite(out.p, 1, out.n, stdout) != out.n)
		return 2;
	free(out.p);
	return rc < 0 && o.cut < 0 ? 3 : 0;
}
