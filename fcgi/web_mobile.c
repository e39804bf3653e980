/* SPDX-License-Identifier: MIT */
/* The page 移动证书, the app's note, the sandbox's app. */
#include <string.h>

#include "handlers.h"
#include "modules/deliver/phone.h"
#include "modules/paper/code.h"
#include "modules/paper/code_svg.h"
#include "modules/service/mobile.h"

int
phone_cert_web(struct call *c)
{
	struct json *j;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 || mobile_page(c->w, &order, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

INPUT_NONE(phone_again_web);

int
phone_again_web(struct call *c)
{
	struct json *j;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 || mobile_again(c->w, &order, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
phone_qr_web(struct call *c)
{
	const char *text, *svg;
	struct code *code;
	struct pid order;

	if (call_pid(c, "order", &order) < 0 || mobile_code(c->w, &order, &text) < 0 ||
	    code_make(c->w, text, CODE_M, &code) < 0)
		return -1;
	svg = code_svg(c->w->arena, code, "证书下载二维码");
	return answer_bytes(c, 200, "image/svg+xml",
	    (struct blob){ (const unsigned char *)svg, strlen(svg) }, NULL);
}

/* Kept as it came and answered at once; the clerk, who holds the key, decides
 * what it is worth. */
int
notify_phone_web(struct call *c)
{
	struct json *headers = js_object(c->w);

	js_put_text(headers, "timestamp", call_header(c, "Sandbox-Timestamp"));
	js_put_text(headers, "nonce", call_header(c, "Sandbox-Nonce"));
	js_put_text(headers, "signature", call_header(c, "Sandbox-Signature"));
	if (mobile_keep_note(c->w, headers, c->raw) < 0)
		return -1;
	return answer_json(c, 200, js_object(c->w));
}

int
phone_app_web(struct call *c)
{
	struct json *page;
	struct pid token;

	if (call_pid(c, "token", &token) < 0 || phone_app_page(c->w, &token, &page) < 0)
		return -1;
	return answer_json(c, 200, page);
}

INPUT_NONE(phone_press_web);

int
phone_press_web(struct call *c)
{
	struct pid token;

	if (call_pid(c, "token", &token) < 0 || mobile_press(c->w, &token) < 0)
		return -1;
	return answer_json(c, 202, js_object(c->w));
}
