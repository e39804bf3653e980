/* SPDX-License-Identifier: MIT */
/* Files people bring: in, and back out after the owner check. */
#include "handlers.h"
#include "modules/base/fields.h"
#include "modules/service/uploads.h"

struct upload_form {
	const char	*slot, *person;
};

static const struct field draft_fields[] = {
	FIELD_TEXT(upload_form, slot, 1, 32, "材料", NULL),
	FIELD_TEXT(upload_form, person, 26, 26, "人员", NULL),
};
INPUT_FILE(upload_draft_web, draft_fields);

static const struct field order_fields[] = {
	FIELD_TEXT(upload_form, slot, 1, 32, "材料", NULL),
};
INPUT_FILE(upload_order_web, order_fields);
INPUT_FILE(upload_dossier_web, order_fields);

static int
read_file(struct call *c, const struct upload_form *f, struct brought *out)
{
	struct upload_part *part;

	if (call_file(c, "file", &part) < 0)
		return -1;
	*out = (struct brought){ f->slot, part->name, part->bytes };
	return 0;
}

int
upload_draft_web(struct call *c)
{
	struct pid draft, person;
	struct upload_form f;
	struct brought b;
	struct json *upload;

	if (call_pid(c, "draft", &draft) < 0 ||
	    fields_read(c->w, c->body, draft_fields, N_FIELDS(draft_fields), &f) < 0 ||
	    pid_parse(c->w, f.person, &person) < 0 || read_file(c, &f, &b) < 0 ||
	    uploads_to_draft(c->w, &draft, &person, &b, &upload) < 0)
		return -1;
	return answer_json(c, 201, upload);
}

int
upload_order_web(struct call *c)
{
	struct pid order;
	struct upload_form f;
	struct brought b;
	struct json *upload;

	if (call_pid(c, "order", &order) < 0 ||
	    fields_read(c->w, c->body, order_fields, N_FIELDS(order_fields), &f) < 0 ||
	    read_file(c, &f, &b) < 0 || uploads_to_order(c->w, &order, &b, &upload) < 0)
		return -1;
	return answer_json(c, 201, upload);
}

int
upload_dossier_web(struct call *c)
{
	struct pid dossier;
	struct upload_form f;
	struct brought b;
	struct json *upload;

	if (call_pid(c, "dossier", &dossier) < 0 ||
	    fields_read(c->w, c->body, order_fields, N_FIELDS(order_fields), &f) < 0 ||
	    read_file(c, &f, &b) < 0 || uploads_to_dossier(c->w, &dossier, &b, &upload) < 0)
		return -1;
	return answer_json(c, 201, upload);
}

int
upload_get_web(struct call *c)
{
	struct pid pid;
	struct json *upload;

	if (call_pid(c, "upload", &pid) < 0 || uploads_get(c->w, &pid, &upload) < 0)
		return -1;
	return answer_json(c, 200, upload);
}

int
upload_preview_web(struct call *c)
{
	struct pid pid;
	struct blob jpeg;

	if (call_pid(c, "upload", &pid) < 0 || uploads_preview(c->w, &pid, &jpeg) < 0)
		return -1;
	return answer_bytes(c, 200, "image/jpeg", jpeg, NULL);
}

/* Always as an attachment: what a stranger made is never shown as a page. */
int
upload_file_web(struct call *c)
{
	struct pid pid;
	struct upload u;
	struct blob bytes;

	if (call_pid(c, "upload", &pid) < 0 || uploads_bytes(c->w, &pid, &u, &bytes) < 0)
		return -1;
	return answer_bytes(c, 200, type_mime(type_of_name(u.type)), bytes, u.name);
}

int
upload_delete_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "upload", &pid) < 0 || uploads_remove(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}
