/* SPDX-License-Identifier: MIT */
/*
 * The roads as an operator sees them: each policy with what it means in words,
 * and a new version of one from a day on; right system.  Only orders submitted
 * from that day on take the new road: an order keeps the policy it began with.
 * A version that does not hold (lint.h) is refused.
 */
#ifndef SERVICE_POLICIES_H
#define SERVICE_POLICIES_H

#include "modules/base/fields.h"
#include "modules/catalog/policy.h"

struct json;

extern const struct field policy_add_fields[10];
extern const struct field policy_withdraw_fields[5];

/* {items: [policy], traits: [{code, words}], slots: {channel: [{code, words}]}}; a policy:
 * {channel, channel_words, service, medium, lock_type, words, name, traits: [code], reviewers,
 * review_minutes, documents: [{slot, words, form}], road: [text], problems: [text], valid_from, in_force,
 * ahead, author} */
int	policies_list(struct work *w, struct json **out);
/* What a new version would be: {road, problems}. */
int	policies_check(struct work *w, const struct json *body, struct json **out);
/* {policy} */
int	policies_add(struct work *w, const struct json *body, struct json **out);
/* Before its day. */
int	policies_withdraw(struct work *w, const struct json *body);

#endif
