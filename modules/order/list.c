/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "db/scope.h"
#include "list.h"
#include "row.h"
#include "words.h"

/*
 * Constants fold before the server chooses an index: (NULL IS NULL OR …) is gone
 * by then, and twelve times the same word in IN is one word.
 */
#define WORDS(col)	" AND (? IS NULL OR " col " IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"
#define WHERE \
	WORDS("pay_word") WORDS("review_word") WORDS("ship_word") \
	" AND (? IS NULL OR state = ?) AND (? IS NULL OR service = ?)" \
	" AND (? = 0 OR point_id = ?) AND created_at >= ? AND created_at <= ?" \
	" AND (created_at < ? OR id < ?)"
#define NWHERE	(3 * (1 + ORDER_WORDS_MAX) + 10)

/* A number is ASCII, what people type is not: compared as it stands, MariaDB refuses. */
#define TEXT \
	" AND (? IS NULL OR no LIKE ?)" \
	" AND (? IS NULL OR CONVERT(no USING utf8mb4) LIKE ? OR holder LIKE ? OR company LIKE ?)"
#define NTEXT	6

/* Ids come from an index alone; only what is shown is read. */
#define ROWS	"SELECT " COLS " FROM (SELECT id AS listed FROM orders"
#define NEWEST	" ORDER BY created_at DESC, id DESC"
#define LONGEST	" ORDER BY updated_at, id"
#define PAGE(order)	order " LIMIT ? OFFSET ?) page JOIN orders ON id = listed" order
#define COUNT	"SELECT COUNT(*) FROM orders"

SCOPED_SQL(sql_list, "order.list", ROWS, "", WHERE PAGE(NEWEST), NWHERE + 2, NCOLS);
/*
 * Of what is frequent the server knows only "half of them": estimates tie, and then
 * it may read from the newest on.  Where one index has it all in order, it is named.
 */
DB_SQL(sql_triple, "order.triple",
    ROWS " FORCE INDEX (orders_triple) WHERE 1 = 1" WHERE PAGE(NEWEST), NWHERE + 2, NCOLS);
DB_SQL(sql_at_point, "order.at_point",
    ROWS " FORCE INDEX (orders_at_point) WHERE 1 = 1" WHERE PAGE(NEWEST), NWHERE + 2, NCOLS);
DB_SQL(sql_own_point, "order.own_point",
    ROWS " FORCE INDEX (orders_at_point) WHERE point_id = ?" WHERE PAGE(NEWEST),
    1 + NWHERE + 2, NCOLS);
SCOPED_SQL(sql_found, "order.found", ROWS, "", TEXT WHERE PAGE(NEWEST), NTEXT + NWHERE + 2,
    NCOLS);
SCOPED_SQL(sql_waiting, "order.waiting", ROWS, "", WHERE PAGE(LONGEST), NWHERE + 2, NCOLS);
SCOPED_SQL(sql_count, "order.count", COUNT, "", WHERE, NWHERE, 1);
SCOPED_SQL(sql_count_found, "order.count_found", COUNT, "", TEXT WHERE, NTEXT + NWHERE, 1);

#define ARGS_MAX	(SCOPE_ARGS_MAX + NTEXT + NWHERE + 2)

static int
is_set(const char *s)
{
	return s != NULL && *s != '\0';
}

/* Text that cannot be a code becomes one that no row has. */
static const char *
code(const char *s)
{
	static const char alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";

	return !is_set(s) ? NULL : strspn(s, alphabet) == strlen(s) ? s : "?";
}

static size_t
split(struct work *w, const char *list, const char *word[ORDER_WORDS_MAX])
{
	size_t n = 0;

	for (const char *p = list; is_set(p) && n < ORDER_WORDS_MAX; p += *p == ',') {
		size_t len = strcspn(p, ",");

		word[n++] = len == 0 ? "?" : code(arena_strndup(w->arena, p, len));
		p += len;
	}
	return n;
}

/* Fills all places: what is asked for, and then the first again. */
static size_t
put_words(const char *word[ORDER_WORDS_MAX], size_t n, struct db_val *v)
{
	v[0] = DB_V(word[0]);
	for (size_t i = 0; i < ORDER_WORDS_MAX; i++)
		v[1 + i] = DB_V(i < n ? word[i] : word[0]);
	return 1 + ORDER_WORDS_MAX;
}

/*
 * Who asks for words of one column gets all words of the others named, so that
 * one index on the three answers every combination.
 */
static size_t
put_columns(struct work *w, const struct order_filter *f, struct db_val *v)
{
	const char *const lists[] = { f->pay, f->review, f->ship };
	int any = is_set(f->pay) || is_set(f->review) || is_set(f->ship);
	size_t out = 0;

	for (int c = 0; c < 3; c++) {
		const char *word[ORDER_WORDS_MAX] = { NULL };
		size_t n = split(w, lists[c], word);

		if (n == 0 && any)
			while (order_word_at(c, n) != NULL) {
				BUG_ON(n == ORDER_WORDS_MAX);
				word[n] = order_word_at(c, n);
				n++;
			}
		out += put_words(word, n, v + out);
	}
	return out;
}

static size_t
put_twice(struct db_val *v, struct db_val one)
{
	v[0] = v[1] = one;
	return 2;
}

static size_t
put_where(struct work *w, const struct order_filter *f, struct db_val *v)
{
	struct order_key below = f->below.at != 0 ? f->below :
	    (struct order_key){ INT64_MAX, INT64_MAX };
	int64_t last = f->until != 0 && f->until <= below.at ? f->until - 1 : below.at;
	size_t n = put_columns(w, f, v);

	n += put_twice(v + n, DB_V(code(f->state)));
	n += put_twice(v + n, DB_V(code(f->service)));
	n += put_twice(v + n, DB_V(f->point_id));
	v[n++] = DB_V(f->from);
	v[n++] = DB_V(last);
	v[n++] = DB_V(below.at);
	v[n++] = DB_V(below.id);
	BUG_ON(n != NWHERE);
	return n;
}

/* ---- what people type ---- */

#define NUMBER_MIN	8
#define DIGITS_MIN	4

static int
is_number(const char *q)
{
	size_t n = 0, digits = 0;

	for (; q[n] != '\0'; n++) {
		unsigned char c = (unsigned char)q[n];

		if (!isalnum(c) && c != '-')
			return 0;
		digits += isdigit(c) != 0;
	}
	return n >= NUMBER_MIN && digits >= DIGITS_MIN;
}

/* % and _ in what people type are themselves. */
static char *
pattern(struct work *w, const char *before, const char *q)
{
	char *out = arena_alloc(w->arena, strlen(q) * 2 + 3), *p = out;

	for (; *before != '\0'; before++)
		*p++ = *before;
	for (; *q != '\0'; q++) {
		if (*q == '%' || *q == '_' || *q == '\\')
			*p++ = '\\';
		*p++ = *q;
	}
	*p = '%';
	return out;
}

static size_t
put_text(struct work *w, const char *q, struct db_val *v)
{
	char *number = NULL, *part = NULL;

	if (is_number(q)) {
		number = pattern(w, "", q);
		for (char *p = number; *p != '\0'; p++)
			*p = (char)toupper((unsigned char)*p);
	} else {
		part = pattern(w, "%", q);
	}
	for (size_t i = 0; i < NTEXT; i++)
		v[i] = DB_V(i < 2 ? number : part);
	return NTEXT;
}

/* ---- asking ---- */

static size_t
put_all(struct work *w, const struct order_filter *f, struct db_val *v)
{
	size_t n = scope_args(w, v);

	BUG_ON(f->waiting && (is_set(f->q) || f->below.at != 0));
	if (is_set(f->q))
		n += put_text(w, f->q, v + n);
	return n + put_where(w, f, v + n);
}

static int
is_one(const char *list)
{
	return is_set(list) && strchr(list, ',') == NULL;
}

/* NULL: the server knows best. */
static const struct db_sql *
named_index(struct work *w, const struct order_filter *f)
{
	enum scope scope = scope_of(w);

	if (is_set(f->q) || f->waiting)
		return NULL;
	if (scope == SCOPE_POINT)
		return &sql_own_point;
	if (scope != SCOPE_ALL)
		return NULL;
	if (f->point_id != 0)
		return &sql_at_point;
	return is_one(f->pay) && is_one(f->review) && is_one(f->ship) ? &sql_triple : NULL;
}

static int
choose(struct work *w, const struct order_filter *f, const struct db_sql **out)
{
	*out = named_index(w, f);
	return *out != NULL ? 0 : scope_sql(w, f->waiting ? &sql_waiting :
	    is_set(f->q) ? &sql_found : &sql_list, out);
}

int
order_list(struct work *w, const struct order_filter *f, struct order **out, size_t *n)
{
	struct db_val v[ARGS_MAX];
	size_t nv = put_all(w, f, v);
	const struct db_sql *sql;

	v[nv++] = DB_V(f->size);
	v[nv++] = DB_V(f->below.at != 0 ? 0 : (f->page - 1) * f->size);
	if (choose(w, f, &sql) < 0 ||
	    db_list(w, sql, order_cols, out, n, SCOPE_ARGS(v, nv)) < 0)
		return -1;
	return order_decode_all(w, *out, *n);
}

int
order_count(struct work *w, const struct order_filter *f, int64_t *out)
{
	struct db_val v[ARGS_MAX];
	size_t nv = put_all(w, f, v);
	const struct db_sql *sql;

	if (scope_sql(w, is_set(f->q) ? &sql_count_found : &sql_count, &sql) < 0)
		return -1;
	return db_int(w, sql, out, SCOPE_ARGS(v, nv));
}
