/* SPDX-License-Identifier: MIT */
/*
 * caportal-admin: what an operator does by hand.  One row per verb in
 * admin.c; a verb is a function `xxx_verb` in fcgi/admin_*.c.  It gets a slip
 * with what its row asks for, writes to stdout, and returns 0, or -1 after a
 * refusal, which main() prints.
 */
#ifndef FCGI_ADMIN_H
#define FCGI_ADMIN_H

#include "db/db.h"
#include "modules/base/work.h"

enum admin_need {
	NEED_CONF	= 1 << 0,	/* w->conf */
	NEED_DB		= 1 << 1,	/* w->db (and conf) */
	NEED_KEYS	= 1 << 2,	/* w->keys (and conf) */
	NEED_OWNER	= 1 << 3,	/* the connection may change the schema */
};

struct verb {
	const char	*name, *args;
	/* argv[0] is the verb itself */
	int		(*run)(struct work *w, int argc, char **argv);
	unsigned	 needs;
	const char	*doc;
};

extern const struct verb verbs[];
extern const size_t n_verbs;

/* admin_house.c */
const char	*admin_data_dir(void);	/* holds migrations, seed and demo */
int	migrate_verb(struct work *w, int argc, char **argv);
int	check_verb(struct work *w, int argc, char **argv);
int	print_verb(struct work *w, int argc, char **argv);

/* admin_catalog.c */
int	policy_verb(struct work *w, int argc, char **argv);
int	quote_verb(struct work *w, int argc, char **argv);
int	site_verb(struct work *w, int argc, char **argv);

/* admin_tariff.c */
int	tariff_verb(struct work *w, int argc, char **argv);

/* admin_people.c */
int	audit_verify_verb(struct work *w, int argc, char **argv);
int	demo_verb(struct work *w, int argc, char **argv);
int	import_verb(struct work *w, int argc, char **argv);
int	totp_verb(struct work *w, int argc, char **argv);
int	user_verb(struct work *w, int argc, char **argv);

/* admin_form.c */
int	form_verb(struct work *w, int argc, char **argv);

/* The names of rights, each with a blank before it. */
void	print_rights(unsigned who, FILE *to);

/* The names of rights of a row. */
struct json	*route_rights_json(struct work *w, unsigned who);

/* print_openapi.c */
void	print_openapi(struct work *w, FILE *to);

/* print_steps.c: every state machine of the house. */
void	print_steps(FILE *to);

/* print_nginx.c: locations, sockets and body limits from the route table. */
void	print_nginx_http(const char *socket_dir, FILE *to);
void	print_nginx_server(FILE *to);

#endif
