/* SPDX-License-Identifier: MIT */
#include <curl/curl.h>
#include <string.h>

#include "http_client.h"
#include "work.h"

#define BODY_MAX	(1u << 20)

struct sink {
	struct work	*w;
	char		*body;
	size_t		 len, room;
};

static size_t
take(char *p, size_t size, size_t n, void *arg)
{
	struct sink *s = arg;

	n *= size;
	if (s->len + n > BODY_MAX)
		return 0;
	if (s->len + n + 1 > s->room) {
		char *bigger;

		s->room = (s->len + n + 1) * 2;
		bigger = arena_alloc(s->w->arena, s->room);
		memcpy(bigger, s->body, s->len);
		s->body = bigger;
	}
	memcpy(s->body + s->len, p, n);
	s->len += n;
	s->body[s->len] = '\0';
	return n;
}

static struct curl_slist *
header_list(const char *const *headers)
{
	struct curl_slist *l = curl_slist_append(NULL, "Expect:");

	for (; headers != NULL && *headers != NULL; headers++)
		l = curl_slist_append(l, *headers);
	return l;
}

/* Nothing was sent yet: safe to try again with the same key. */
static int
never_sent(CURLcode rc)
{
	return rc == CURLE_COULDNT_CONNECT || rc == CURLE_COULDNT_RESOLVE_HOST ||
	    rc == CURLE_SSL_CONNECT_ERROR || rc == CURLE_PEER_FAILED_VERIFICATION;
}

static void
set_options(CURL *c, const struct http_request *rq, struct curl_slist *headers,
    struct sink *sink)
{
	curl_easy_setopt(c, CURLOPT_URL, rq->url);
	curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, rq->method);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)rq->timeout_ms);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, sink);
	if (rq->body != NULL) {
		curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)rq->len);
		curl_easy_setopt(c, CURLOPT_POSTFIELDS, rq->body);
	}
}

enum http_outcome
http_call(struct work *w, const struct http_request *rq, struct http_reply *out)
{
	struct sink sink = { w, arena_alloc(w->arena, 1), 0, 1 };
	struct curl_slist *headers = header_list(rq->headers);
	CURL *c = curl_easy_init();
	long status = 0;
	CURLcode rc;

	BUG_ON(c == NULL);
	set_options(c, rq, headers, &sink);
	rc = curl_easy_perform(c);
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_cleanup(c);
	curl_slist_free_all(headers);
	*out = (struct http_reply){ (int)status, sink.body, sink.len,
	    rc == CURLE_OK ? NULL : curl_easy_strerror(rc) };
	return rc == CURLE_OK ? HTTP_ANSWERED : never_sent(rc) ? HTTP_RETRY : HTTP_UNKNOWN;
}
