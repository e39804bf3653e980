/* SPDX-License-Identifier: MIT */
/*
 * A filtered list of orders as CSV for spreadsheets: UTF-8 with its mark, one
 * row of Chinese headings, one row an order, newest first, names as printed that
 * day and no numbers of people.  Read in pieces by keyset, each its own
 * statement, so neither the database nor the worker holds more than a piece;
 * orders made meanwhile are not in it.
 *
 * At most ORDER_CSV_MAX rows, counted first: more is INVALID with words.  When
 * the database fails on the way, the last row says that the export is not whole.
 */
#ifndef SERVICE_ORDER_CSV_H
#define SERVICE_ORDER_CSV_H

#include "db/db.h"

#define ORDER_CSV_MAX	200000

struct json;
struct order_csv;

/* rows: how many there are; name: for saving, "订单20261121.csv" */
int	order_csv_begin(struct work *w, const struct json *query, struct order_csv **out,
	    int64_t *rows, const char **name);
/* 1: a piece, 0: the end (answer_stream in fcgi/http.h). */
int	order_csv_more(struct work *w, void *csv, struct blob *piece);

#endif
