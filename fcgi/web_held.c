/* SPDX-License-Identifier: MIT */
#include "handlers.h"
#include "modules/base/json.h"
#include "modules/service/held.h"

static const struct field held_query[] = {
	QUERY_TEXT(service, 16, "业务"),
	QUERY_TEXT(certs, HELD_MAX * 27, "证书"),
};
QUERY(held_show_web, held_query);

int
held_show_web(struct call *c)
{
	struct json *j;

	if (held_show(c->w, call_query(c, "service"), call_query(c, "certs"), &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

INPUT(held_price_web, held_ask_fields);

int
held_price_web(struct call *c)
{
	struct held_form f = { 0 };
	struct json *j;

	if (fields_read(c->w, c->body, held_ask_fields, N_FIELDS(held_ask_fields), &f) < 0 ||
	    held_price(c->w, &f, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

INPUT(held_submit_web, held_fields);

int
held_submit_web(struct call *c)
{
	struct held_form f = { 0 };
	struct json *j;
	struct pid done;

	if (fields_read(c->w, c->body, held_fields, N_FIELDS(held_fields), &f) < 0 ||
	    (call_replayed(c, &done) ? held_submitted(c->w, &done, &j) :
		held_submit(c->w, &f, &j)) < 0)
		return -1;
	return answer_json(c, 201, j);
}

INPUT(held_papers_web, held_paper_fields);

int
held_papers_web(struct call *c)
{
	struct held_form f = { 0 };
	struct json *j;

	if (fields_read(c->w, c->body, held_paper_fields, N_FIELDS(held_paper_fields), &f) < 0 ||
	    held_papers(c->w, &f, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

struct loss_form {
	int	lost;
};

static const struct field loss_fields[] = {
	FIELD_BOOL(loss_form, lost, "挂失"),
};
INPUT(cert_loss_web, loss_fields);

int
cert_loss_web(struct call *c)
{
	struct loss_form f;
	struct pid cert;

	if (call_pid(c, "cert", &cert) < 0 ||
	    fields_read(c->w, c->body, loss_fields, N_FIELDS(loss_fields), &f) < 0 ||
	    held_lost(c->w, &cert, f.lost) < 0)
		return -1;
	return answer_json(c, 200, js_object(c->w));
}

INPUT(review_reclassify_web, held_reclass_fields);

int
review_reclassify_web(struct call *c)
{
	struct held_reclass f;
	struct pid review;
	struct json *j;

	if (call_pid(c, "review", &review) < 0 ||
	    fields_read(c->w, c->body, held_reclass_fields, N_FIELDS(held_reclass_fields),
		&f) < 0 ||
	    held_reclassify(c->w, &review, &f, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}
