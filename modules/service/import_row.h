/* SPDX-License-Identifier: MIT */
/* One line of an import: what stands in it, and what is done with it. */
#ifndef SERVICE_IMPORT_ROW_H
#define SERVICE_IMPORT_ROW_H

#include <stddef.h>

struct work;

/* Texts are normalised, "" when the cell or the column is missing. */
struct import_row {
	const char	*record, *credit_code;
	const char	*company, *channel, *region, *address, *legal_name, *company_phone,
			*test;
	const char	*name, *id_number, *phone, *identity, *username;
	const char	*vendor, *lock_type, *medium, *cert_serial, *not_before, *not_after,
			*platforms, *key_serial, *key_model;
};

/* A new account: its password is only known now. */
struct import_login {
	const char	*username, *name, *company, *password;
	int		 made;
};

/* What became of a line. */
enum import_end { IMPORT_KNOWN, IMPORT_ADDED };

int	import_company(struct work *w, const struct import_row *r, enum import_end *end);
/* fixed: password for everybody, or NULL for a one-time one. */
int	import_person(struct work *w, const struct import_row *r, const char *fixed,
	    struct import_login *login, enum import_end *end);
int	import_cert(struct work *w, const struct import_row *r, enum import_end *end);

/* The enterprise of a person's or certificate's line; INVALID when unknown. */
struct company;
int	import_owner(struct work *w, const struct import_row *r, struct company *out);

#endif
