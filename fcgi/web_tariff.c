/* SPDX-License-Identifier: MIT */
/* Versions of the tariff, of the roads and of the catalogue: for the system administrator. */
#include "handlers.h"
#include "modules/service/editions.h"
#include "modules/service/policies.h"
#include "modules/service/tariffs.h"

static const struct field replay_query[] = {
	QUERY_TEXT(from, 10, "起始日期"), QUERY_TEXT(to, 10, "截止日期"),
};
QUERY(tariff_replay_web, replay_query);
INPUT(tariff_load_web, tariff_load_fields);
INPUT(tariff_activate_web, tariff_activate_fields);
INPUT(tariff_withdraw_web, tariff_act_fields);
INPUT(tariff_drop_web, tariff_act_fields);
INPUT(policy_check_web, policy_add_fields);
INPUT(policy_add_web, policy_add_fields);
INPUT(policy_withdraw_web, policy_withdraw_fields);
INPUT(edition_check_web, edition_fields);
INPUT(edition_add_web, edition_fields);
INPUT_NONE(edition_withdraw_web);

int
tariff_list_web(struct call *c)
{
	struct json *j;

	return tariffs_list(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
tariff_get_web(struct call *c)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "tariff", &pid) < 0 || tariffs_get(c->w, &pid, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
tariff_load_web(struct call *c)
{
	struct json *j;

	return tariffs_load(c->w, c->body, &j) < 0 ? -1 : answer_json(c, 201, j);
}

int
tariff_replay_web(struct call *c)
{
	int64_t from, to;
	struct json *j;
	struct pid pid;

	if (call_pid(c, "tariff", &pid) < 0 ||
	    tariffs_period(c->w, call_query(c, "from"), call_query(c, "to"), &from, &to) < 0 ||
	    tariffs_replay(c->w, &pid, from, to, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

static int
act(struct call *c, enum tariff_act what)
{
	struct json *j;
	struct pid pid;

	if (call_pid(c, "tariff", &pid) < 0 || tariffs_act(c->w, &pid, what, c->body, &j) < 0)
		return -1;
	return answer_json(c, 200, j);
}

int
tariff_activate_web(struct call *c)
{
	return act(c, TARIFF_ACT_ACTIVATE);
}

int
tariff_withdraw_web(struct call *c)
{
	return act(c, TARIFF_ACT_WITHDRAW);
}

int
tariff_drop_web(struct call *c)
{
	return act(c, TARIFF_ACT_DROP);
}

/* ---- roads ---- */

int
policy_list_web(struct call *c)
{
	struct json *j;

	return policies_list(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
policy_check_web(struct call *c)
{
	struct json *j;

	return policies_check(c->w, c->body, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
policy_add_web(struct call *c)
{
	struct json *j;

	return policies_add(c->w, c->body, &j) < 0 ? -1 : answer_json(c, 201, j);
}

int
policy_withdraw_web(struct call *c)
{
	return policies_withdraw(c->w, c->body) < 0 ? -1 : answer_empty(c, 204);
}

/* ---- catalogue ---- */

int
edition_list_web(struct call *c)
{
	struct json *j;

	return editions_list(c->w, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
edition_check_web(struct call *c)
{
	struct json *j;

	return editions_check(c->w, c->body, &j) < 0 ? -1 : answer_json(c, 200, j);
}

int
edition_add_web(struct call *c)
{
	struct json *j;

	return editions_add(c->w, c->body, &j) < 0 ? -1 : answer_json(c, 201, j);
}

int
edition_withdraw_web(struct call *c)
{
	struct pid pid;

	if (call_pid(c, "edition", &pid) < 0 || editions_withdraw(c->w, &pid) < 0)
		return -1;
	return answer_empty(c, 204);
}
