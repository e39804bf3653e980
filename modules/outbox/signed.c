/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "modules/base/http_client.h"
#include "modules/base/json.h"
#include "modules/base/text.h"
#include "signed.h"

/* ---- the key ---- */

static int
read_key(struct work *w, const char *path, unsigned char out[KEY_LEN])
{
	char line[2 * KEY_LEN + 2] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t n = -1;

	if (fd < 0)
		return errno == ENOENT ? 0 : refuse(w, ERR_BUG, "cannot read %s", path);
	if (fstat(fd, &st) == 0 && (st.st_mode & 077) == 0)
		n = read(fd, line, 2 * KEY_LEN);
	close(fd);
	if (n != 2 * KEY_LEN || hex_bytes(line, out, KEY_LEN) < 0)
		return refuse(w, ERR_BUG, "%s: not a key file of mode 0600", path);
	crypto_wipe(line, sizeof(line));
	return 1;
}

/* Two clerks may start at once: link() lets one file win. */
static int
make_key(struct work *w, const char *path)
{
	const char *tmp = arena_printf(w->arena, "%s.%ld", path, (long)getpid());
	unsigned char key[KEY_LEN], pub[KEY_LEN];
	int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int ok;

	if (fd < 0)
		return refuse(w, ERR_BUG, "cannot make %s", tmp);
	sign_make_key(key, pub);
	ok = write(fd, hex_text(w->arena, key, KEY_LEN), 2 * KEY_LEN) == 2 * KEY_LEN &&
	    fsync(fd) == 0;
	crypto_wipe(key, sizeof(key));
	close(fd);
	ok = ok && (link(tmp, path) == 0 || errno == EEXIST);
	unlink(tmp);
	return ok ? 0 : refuse(w, ERR_BUG, "cannot write %s", path);
}

int
sandbox_key(struct work *w, unsigned char private_key[KEY_LEN])
{
	const char *path = w->conf->sandbox_key;
	int rc = read_key(w, path, private_key);

	if (rc == 0 && make_key(w, path) == 0)
		rc = read_key(w, path, private_key);
	return rc == 1 ? 0 : -1;
}

/* ---- sending ---- */

struct blob
sandbox_signed_text(struct work *w, const char *timestamp, const char *nonce,
    struct blob body)
{
	size_t head = strlen(timestamp) + strlen(nonce) + 2;
	char *out = arena_alloc(w->arena, head + body.n + 2);

	snprintf(out, head + 1, "%s\n%s\n", timestamp, nonce);
	memcpy(out + head, body.p, body.n);
	out[head + body.n] = '\n';
	return (struct blob){ (const unsigned char *)out, head + body.n + 1 };
}

const char *
sandbox_signature(struct work *w, const unsigned char private_key[KEY_LEN],
    const char *timestamp, const char *nonce, struct blob body)
{
	struct blob text = sandbox_signed_text(w, timestamp, nonce, body);
	unsigned char sig[SIGN_LEN];

	sign_bytes(private_key, text.p, text.n, sig);
	return hex_text(w->arena, sig, SIGN_LEN);
}

int
sandbox_sign(struct work *w, const char *url, struct json *note, struct http_request *out)
{
	struct pid random = pid_new();
	const char *nonce = pid_text(w, &random), **headers, *at;
	unsigned char key[KEY_LEN];
	struct blob body;

	if (sandbox_key(w, key) < 0)
		return -1;
	js_put_text(note, "nonce", nonce);
	js_put_int(note, "timestamp", w->now);
	at = arena_printf(w->arena, "%lld", (long long)w->now);
	body.p = (const void *)js_print(w, note, &body.n);
	headers = ARENA_ARRAY(w->arena, const char *, 5);
	headers[0] = "Content-Type: application/json";
	headers[1] = arena_printf(w->arena, "Sandbox-Timestamp: %s", at);
	headers[2] = arena_printf(w->arena, "Sandbox-Nonce: %s", nonce);
	headers[3] = arena_printf(w->arena, "Sandbox-Signature: %s",
	    sandbox_signature(w, key, at, nonce, body));
	crypto_wipe(key, sizeof(key));
	*out = (struct http_request){ "POST", url, headers, body.p, body.n, 5000 };
	return 0;
}

int
sandbox_post(struct work *w, const char *what, const struct http_request *rq)
{
	struct http_reply rp;

	if (http_call(w, rq, &rp) != HTTP_ANSWERED)
		return refuse(w, ERR_BUSY, "notify %s: %s", what, rp.error);
	if (rp.status != 200)
		return refuse(w, ERR_BUSY, "notify %s: HTTP %d", what, rp.status);
	return 0;
}

/* ---- reading ---- */

static int
signature_ok(struct work *w, const struct json *headers, struct blob body)
{
	const char *at = js_get_text(headers, "timestamp");
	const char *nonce = js_get_text(headers, "nonce");
	const char *hex = js_get_text(headers, "signature");
	unsigned char priv[KEY_LEN], pub[KEY_LEN], sig[SIGN_LEN];
	struct blob text;

	if (at == NULL || nonce == NULL || hex == NULL || hex_bytes(hex, sig, SIGN_LEN) < 0)
		return refuse(w, ERR_DENIED, "notify without a signature");
	if (sandbox_key(w, priv) < 0)
		return -1;
	sign_public(priv, pub);
	crypto_wipe(priv, sizeof(priv));
	text = sandbox_signed_text(w, at, nonce, body);
	if (!sign_ok(pub, text.p, text.n, sig))
		return refuse(w, ERR_DENIED, "notify with a wrong signature");
	return 0;
}

/* Fresh when it came; the clerk may look at it much later. */
static int
fresh(struct work *w, const struct json *headers, const struct json *body,
    int64_t received_at)
{
	const char *text = js_get_text(headers, "timestamp");
	const char *nonce = js_get_text(body, "nonce");
	char *end;
	int64_t at = strtoll(text, &end, 10);

	if (*text == '\0' || *end != '\0' || at < received_at - SANDBOX_SKEW ||
	    at > received_at + SANDBOX_SKEW)
		return refuse(w, ERR_DENIED, "notify of another time: %s", text);
	if (js_get_int(body, "timestamp", 0) != at || nonce == NULL ||
	    strcmp(nonce, js_get_text(headers, "nonce")) != 0)
		return refuse(w, ERR_DENIED, "notify whose head and body differ");
	return 0;
}

int
sandbox_read(struct work *w, const char *heads, struct blob body, int64_t received_at,
    struct json **out)
{
	struct json *headers;

	return js_parse(w, heads, strlen(heads), &headers) < 0 ||
	    signature_ok(w, headers, body) < 0 ||
	    js_parse(w, (const char *)body.p, body.n, out) < 0 ||
	    fresh(w, headers, *out, received_at) < 0 ? -1 : 0;
}
