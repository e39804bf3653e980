/* SPDX-License-Identifier: MIT */
#include "company.h"
#include "modules/audit/event.h"

#define COLS "id, pid, channel, name, credit_code, city, region, address, legal_name," \
	" phone, state, is_test, version"

DB_SQL(sql_get, "company.get", "SELECT " COLS " FROM company WHERE id = ?", 1, 13);
DB_SQL(sql_find, "company.find",
    "SELECT " COLS " FROM company WHERE credit_code = ?", 1, 13);
DB_SQL(sql_take, "company.take",
    "SELECT " COLS " FROM company WHERE id = ? FOR UPDATE", 1, 13);
DB_SQL(sql_add, "company.add",
    "INSERT INTO company (pid, channel, name, credit_code, city, region, address,"
    " legal_name, phone, state, is_test, created_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", 13, 0);
DB_SQL(sql_set, "company.set",
    "UPDATE company SET channel = ?, name = ?, city = ?, region = ?, address = ?,"
    " legal_name = ?, phone = ?, state = ?, is_test = ?, version = version + 1,"
    " updated_at = ? WHERE id = ? AND version = ?", 12, 0);

static const struct db_col cols[] = {
	DB_COL(company, id), DB_COL(company, pid), DB_COL(company, channel),
	DB_COL(company, name), DB_COL(company, credit_code), DB_COL(company, city),
	DB_COL(company, region), DB_COL(company, address), DB_COL(company, legal_name),
	DB_COL(company, phone), DB_COL(company, state), DB_COL(company, is_test),
	DB_COL(company, version),
};

int
company_get(struct work *w, int64_t id, struct company *out)
{
	return db_one(w, &sql_get, cols, out, DB_ARGS(DB_V(id)));
}

int
company_take(struct work *w, int64_t id, struct company *out)
{
	return db_one(w, &sql_take, cols, out, DB_ARGS(DB_V(id)));
}

int
company_find(struct work *w, const char *credit_code, struct company *out)
{
	return db_maybe(w, &sql_find, cols, out, DB_ARGS(DB_V(credit_code)));
}

int
company_add(struct work *w, struct company *c)
{
	int64_t n;

	BUG_ON(!db_in_tx(w));
	c->pid = pid_new();
	n = db_exec_unique(w, &sql_add, DB_ARGS(DB_V(&c->pid), DB_V(c->channel),
	    DB_V(c->name), DB_V(c->credit_code), DB_V(c->city), DB_V(c->region),
	    DB_V(c->address), DB_V(c->legal_name == NULL ? "" : c->legal_name),
	    DB_V(c->phone == NULL ? "" : c->phone), DB_V(c->state), DB_V(c->is_test),
	    DB_V(w->now), DB_V(w->now)));
	if (n == 0)
		return fault_field(w, "credit_code", "该统一社会信用代码已登记");
	if (n < 0)
		return -1;
	c->id = db_last_id(w);
	c->version = 1;
	return event_add(w, "company", c->id, "ADD", c->state);
}

int
company_set(struct work *w, struct company *c)
{
	BUG_ON(!db_in_tx(w));
	if (db_exec_one(w, &sql_set, DB_ARGS(DB_V(c->channel), DB_V(c->name), DB_V(c->city),
		DB_V(c->region), DB_V(c->address), DB_V(c->legal_name), DB_V(c->phone),
		DB_V(c->state), DB_V(c->is_test), DB_V(w->now), DB_V(c->id),
		DB_V(c->version))) < 0)
		return -1;
	c->version++;
	return event_add(w, "company", c->id, "SET", c->state);
}
