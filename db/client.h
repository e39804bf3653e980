/* SPDX-License-Identifier: MIT */
/*
 * What differs between libmariadb and Oracle's client, in one place
 * (fastcgi.md 7).  Included by db.c only.
 */
#ifndef DB_CLIENT_H
#define DB_CLIENT_H

#include <mysql.h>
#include <stdbool.h>

#ifdef MARIADB_PACKAGE_VERSION_ID
typedef my_bool client_bool;
#else
typedef bool client_bool;
#endif

/* Automatic reconnect stays off in both: a silent new session loses the
 * transaction and the prepared statements. */
static inline void
client_options(MYSQL *m, unsigned timeout)
{
	unsigned connect = 3, none = 0;

	mysql_options(m, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
	mysql_options(m, MYSQL_OPT_READ_TIMEOUT, &timeout);
	mysql_options(m, MYSQL_OPT_WRITE_TIMEOUT, &timeout);
	mysql_options(m, MYSQL_OPT_LOCAL_INFILE, &none);
	mysql_options(m, MYSQL_SET_CHARSET_NAME, "utf8mb4");
}

#endif
