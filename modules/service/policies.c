/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dated.h"
#include "lint.h"
#include "modules/base/json.h"
#include "policies.h"

#define REVIEWERS	9		/* lint.h says which of them can be */
#define MINUTES		(60 * 24 * 30)
#define LIST_MAX	20

struct policy_form {
	const char	*channel, *service, *medium, *lock_type, *words, *date;
	struct json	*traits, *documents;
	int64_t		 reviewers, review_minutes, valid_from;
};

/* Codes of the catalogue; other letters its columns cannot hold. */
static int
code_ok(const char *s)
{
	return s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

#define ROAD \
	FIELD_TEXT(policy_form, channel, 1, 16, "渠道", code_ok), \
	FIELD_TEXT(policy_form, service, 1, 16, "业务", code_ok), \
	FIELD_TEXT(policy_form, medium, 0, 16, "介质", code_ok), \
	FIELD_TEXT(policy_form, lock_type, 0, 16, "锁类型", code_ok)

const struct field policy_add_fields[10] = {
	ROAD,
	FIELD_TEXT(policy_form, words, 1, 40, "名称", NULL),
	FIELD_SHAPE(policy_form, traits, 0, LIST_MAX, "流程选项", "[text]"),
	FIELD_INT(policy_form, reviewers, 0, REVIEWERS, "审核人数"),
	FIELD_INT(policy_form, review_minutes, 0, MINUTES, "审核时限"),
	FIELD_SHAPE(policy_form, documents, 0, LIST_MAX, "上传材料", "[text]"),
	FIELD_TEXT(policy_form, date, 10, 10, "生效日期", NULL),
};
const struct field policy_withdraw_fields[5] = {
	ROAD, FIELD_INT(policy_form, valid_from, 1, INT64_MAX, "生效时间"),
};

/* ---- reading ---- */

static struct json *
traits_json(struct work *w, int traits)
{
	struct json *list = js_array(w);
	const char *code, *words;
	int bit;

	for (size_t i = 0; policy_trait_at(i, &bit, &code, &words); i++)
		if (traits & bit)
			js_add_text(list, code);
	return list;
}

static const char *
slot_words(const struct catalog *c, const char *channel, const char *slot)
{
	for (size_t i = 0; i < c->n_slots; i++)
		if (strcmp(c->slots[i].channel, channel) == 0 && strcmp(c->slots[i].slot, slot) == 0)
			return c->slots[i].words;
	return slot;
}

static struct json *
documents_json(struct work *w, const struct catalog *c, const struct policy *p)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < p->ndocuments; i++) {
		struct json *j = js_object(w);

		js_put_text(j, "slot", p->documents[i].slot);
		js_put_text(j, "words", slot_words(c, p->channel, p->documents[i].slot));
		js_put_text(j, "form", p->documents[i].form);
		js_add(list, j);
	}
	return list;
}

static int
same_road(const struct policy *a, const struct policy *b)
{
	return strcmp(a->channel, b->channel) == 0 && strcmp(a->service, b->service) == 0 &&
	    strcmp(a->medium, b->medium) == 0 && strcmp(a->lock_type, b->lock_type) == 0;
}

/* The version of this road that new orders take now, or NULL. */
static const struct policy *
in_force(const struct catalog *c, const struct policy *like, int64_t at)
{
	const struct policy *best = NULL;

	for (size_t i = 0; i < c->n_policies; i++) {
		const struct policy *p = &c->policies[i];

		if (same_road(p, like) && catalog_valid(p->valid_from, p->valid_to, at) &&
		    (best == NULL || p->valid_from > best->valid_from))
			best = p;
	}
	return best;
}

/* 新办实体CA锁 · 实体UKey · 单位(机构)主锁; what its row leaves open is not said. */
static const char *
road_name(struct work *w, const struct catalog *c, const struct policy *p)
{
	const struct medium *m = *p->medium == '\0' ? NULL : catalog_medium(c, p->medium);
	const char *lock = *p->lock_type == '\0' ? NULL : catalog_lock_words(c, p->lock_type);

	return arena_printf(w->arena, "%s%s%s%s%s", p->words, m == NULL ? "" : " · ",
	    m == NULL ? "" : m->words, lock == NULL ? "" : " · ", lock == NULL ? "" : lock);
}

static struct json *
policy_json(struct work *w, const struct catalog *c, const struct policy *p)
{
	struct json *j = js_object(w), *problems;

	lint_policy(w, c, p, &problems);
	js_put_text(j, "channel", p->channel);
	js_put_text(j, "channel_words", catalog_channel(c, p->channel)->brand);
	js_put_text(j, "service", p->service);
	js_put_text(j, "medium", p->medium);
	js_put_text(j, "lock_type", p->lock_type);
	js_put_text(j, "words", p->words);
	js_put_text(j, "name", road_name(w, c, p));
	js_put(j, "traits", traits_json(w, p->traits));
	js_put_int(j, "reviewers", p->reviewers);
	js_put_int(j, "review_minutes", p->review_minutes);
	js_put(j, "documents", documents_json(w, c, p));
	js_put(j, "road", lint_road_words(w, p));
	js_put(j, "problems", problems);
	js_put_int(j, "valid_from", p->valid_from);
	js_put_bool(j, "in_force", in_force(c, p, w->now) == p);
	js_put_bool(j, "ahead", p->valid_from > w->now);
	js_put_text(j, "author", p->author);
	return j;
}

static struct json *
pair(struct work *w, const char *code, const char *words)
{
	struct json *j = js_object(w);

	js_put_text(j, "code", code);
	js_put_text(j, "words", words);
	return j;
}

static struct json *
all_traits(struct work *w)
{
	struct json *list = js_array(w);
	const char *code, *words;
	int bit;

	for (size_t i = 0; policy_trait_at(i, &bit, &code, &words); i++)
		js_add(list, pair(w, code, words));
	return list;
}

static struct json *
all_slots(struct work *w, const struct catalog *c)
{
	struct json *all = js_object(w);

	for (size_t i = 0; i < c->n_channels; i++) {
		struct json *list = js_array(w);

		for (size_t k = 0; k < c->n_slots; k++)
			if (strcmp(c->slots[k].channel, c->channels[i].code) == 0)
				js_add(list, pair(w, c->slots[k].slot, c->slots[k].words));
		js_put(all, c->channels[i].code, list);
	}
	return all;
}

int
policies_list(struct work *w, struct json **out)
{
	struct json *items = js_array(w);
	const struct catalog *c;

	if (catalog_get(w, &c) < 0)
		return -1;
	for (size_t i = 0; i < c->n_policies; i++)
		if (c->policies[i].valid_to == 0 || c->policies[i].valid_to > w->now)
			js_add(items, policy_json(w, c, &c->policies[i]));
	*out = js_object(w);
	js_put(*out, "items", items);
	js_put(*out, "traits", all_traits(w));
	js_put(*out, "slots", all_slots(w, c));
	return 0;
}

/* ---- a new version ---- */

static int
read_traits(struct work *w, const struct json *list, struct policy *p)
{
	const char *words = "";

	for (size_t i = 0; i < js_size(list); i++) {
		const char *code = js_as_text(js_at(list, i));

		if (code == NULL || *code == '\0' || strchr(code, ' ') != NULL ||
		    policy_traits(code) < 0)
			return refuse_say(w, ERR_INVALID, "traits", "没有这个流程选项");
		words = arena_printf(w->arena, "%s%s%s", words, i == 0 ? "" : " ", code);
	}
	p->trait_words = words;
	p->traits = policy_traits(words);
	return 0;
}

static const char *
form_of(const struct policy *was, const char *slot)
{
	for (size_t i = 0; i < was->ndocuments; i++)
		if (strcmp(was->documents[i].slot, slot) == 0)
			return was->documents[i].form;
	return NULL;
}

/* A document keeps its printed form; lint.h says when it has no upload rule. */
static int
read_documents(struct work *w, const struct json *list, const struct policy *was, struct policy *p)
{
	struct policy_document *docs = ARENA_ARRAY(w->arena, struct policy_document,
	    js_size(list) + 1);

	for (size_t i = 0; i < js_size(list); i++) {
		const char *slot = js_as_text(js_at(list, i));

		if (slot == NULL || *slot == '\0' || strlen(slot) > 24)
			return refuse_say(w, ERR_INVALID, "documents", "没有这种材料");
		for (size_t k = 0; k < i; k++)
			if (strcmp(docs[k].slot, slot) == 0)
				return refuse_say(w, ERR_INVALID, "documents", "材料重复：%s", slot);
		docs[i] = (struct policy_document){ 0, slot, form_of(was, slot) };
	}
	p->documents = docs;
	p->ndocuments = js_size(list);
	return 0;
}

/* Only a road that is there already gets another version: a new one needs a business. */
static int
read_version(struct work *w, const struct json *body, const struct catalog **c, struct policy *p)
{
	struct policy_form f = { 0 };
	const struct policy *was;

	if (fields_read(w, body, policy_add_fields, N_FIELDS(policy_add_fields), &f) < 0 ||
	    catalog_get(w, c) < 0)
		return -1;
	*p = (struct policy){ .channel = f.channel, .service = f.service, .medium = f.medium,
	    .lock_type = f.lock_type, .words = f.words, .reviewers = (int)f.reviewers,
	    .review_minutes = (int)f.review_minutes, .author = w->actor->name };
	if ((was = in_force(*c, p, w->now)) == NULL)
		return refuse_say(w, ERR_INVALID, "service", "没有这项业务流程");
	if (dated_start(w, f.date, 0, &p->valid_from) < 0 || read_traits(w, f.traits, p) < 0)
		return -1;
	return read_documents(w, f.documents, was, p);
}

int
policies_check(struct work *w, const struct json *body, struct json **out)
{
	const struct catalog *c;
	struct json *problems;
	struct policy p;

	if (read_version(w, body, &c, &p) < 0 || lint_policy(w, c, &p, &problems) < 0)
		return -1;
	*out = js_object(w);
	js_put(*out, "road", lint_road_words(w, &p));
	js_put(*out, "problems", problems);
	return 0;
}

static int
add_tx(struct work *w, void *arg)
{
	return policy_add(w, arg) < 0 ? -1 : catalog_changed(w);
}

int
policies_add(struct work *w, const struct json *body, struct json **out)
{
	const struct catalog *c;
	struct json *problems;
	struct policy p;

	if (read_version(w, body, &c, &p) < 0 || lint_policy(w, c, &p, &problems) < 0)
		return -1;
	for (size_t i = 0; i < js_size(problems); i++)
		fault_field(w, "traits", "%s", js_as_text(js_at(problems, i)));
	if (js_size(problems) > 0 || db_tx(w, add_tx, &p) < 0)
		return -1;
	*out = policy_json(w, c, &p);
	return 0;
}

static int
withdraw_tx(struct work *w, void *arg)
{
	return policy_withdraw(w, arg) < 0 ? -1 : catalog_changed(w);
}

int
policies_withdraw(struct work *w, const struct json *body)
{
	struct policy_form f = { 0 };
	struct policy p;

	if (fields_read(w, body, policy_withdraw_fields, N_FIELDS(policy_withdraw_fields), &f) < 0)
		return -1;
	p = (struct policy){ .channel = f.channel, .service = f.service, .medium = f.medium,
	    .lock_type = f.lock_type, .valid_from = f.valid_from };
	return db_tx(w, withdraw_tx, &p);
}
