/* SPDX-License-Identifier: MIT */
/*
 * nginx's half of the route table: which socket, how much body, which limits.
 * Generated, so that gate and reception never disagree.  A path whose methods
 * live in two pools gets a map on the method (no regular expression looks at
 * what people send but the location itself).
 */
#include <string.h>

#include "admin.h"
#include "router.h"

/* nginx reads a little more than the worker allows, so that a body slightly
 * too large is refused with words; far larger ones end at the gate. */
#define SLACK	(64 * KB)

static int
first_of_path(size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(routes[k].path, routes[i].path) == 0)
			return 0;
	return 1;
}

static enum pool
real_pool(const struct route *r)
{
	return r->pool == POOL_ANY ? POOL_WEB : r->pool;
}

/* More than one pool behind one path? */
static int
mixed(size_t i)
{
	for (size_t k = i + 1; k < n_routes; k++)
		if (strcmp(routes[k].path, routes[i].path) == 0 &&
		    real_pool(&routes[k]) != real_pool(&routes[i]))
			return 1;
	return 0;
}

static size_t
largest_body(const char *path)
{
	size_t max = 0;

	for (size_t k = 0; k < n_routes; k++)
		if (strcmp(routes[k].path, path) == 0 && routes[k].body_max > max)
			max = routes[k].body_max;
	return max;
}

static unsigned
all_gates(const char *path)
{
	unsigned g = 0;

	for (size_t k = 0; k < n_routes; k++)
		if (strcmp(routes[k].path, path) == 0)
			g |= routes[k].gates;
	return g;
}

static void
print_map(size_t i, FILE *to)
{
	fprintf(to, "map $request_method $caportal_pool_%zu {\t# %s\n\tdefault caportal_web;\n",
	    i, routes[i].path);
	for (size_t k = i; k < n_routes; k++)
		if (strcmp(routes[k].path, routes[i].path) == 0)
			fprintf(to, "\t%s caportal_%s;\n", routes[k].method,
			    pool_name(real_pool(&routes[k])));
	fputs("}\n", to);
}

void
print_nginx_http(const char *socket_dir, FILE *to)
{
	fputs("# Made by `caportal-admin print nginx-http` from the route table.\n", to);
	for (int p = 0; p < POOLS; p++)
		fprintf(to, "upstream caportal_%s { server unix:%s/%s.sock; }\n",
		    pool_name((enum pool)p), socket_dir, pool_name((enum pool)p));
	for (size_t i = 0; i < n_routes; i++)
		if (first_of_path(i) && mixed(i))
			print_map(i, to);
}

/* "/api/orders/{order}" as "^/api/orders/[^/]+$"; our words need no escaping. */
static void
print_location(const char *path, FILE *to)
{
	if (strchr(path, '{') == NULL) {
		fprintf(to, "location = %s {\n", path);
		return;
	}
	fputs("location ~ ^", to);
	while (*path != '\0') {
		if (*path == '{') {
			fputs("[^/]+", to);
			path += strcspn(path, "}") + 1;
		} else {
			fputc(*path++, to);
		}
	}
	fputs("$ {\n", to);
}

static void
print_limits(const char *path, FILE *to)
{
	unsigned gates = all_gates(path);
	size_t body = largest_body(path);

	fprintf(to, "\tclient_max_body_size %zuk;\n", (body + SLACK) / KB);
	if (gates & GATE_UPLOAD)
		fprintf(to, "\tclient_body_buffer_size %zuk;\n"
		    "\tlimit_req zone=caportal_upload burst=40 nodelay;\n"
		    "\tlimit_conn caportal_address 10;\n", body / KB);
	if (gates & GATE_SIGNED)
		fputs("\tlimit_req zone=caportal_notify burst=200 nodelay;\n", to);
	if (gates & GATE_BARE)
		fputs("\tallow 127.0.0.1;\n\tallow ::1;\n\tdeny all;\n", to);
}

static int
has_login(const char *path)
{
	for (size_t k = 0; k < n_routes; k++)
		if (strcmp(routes[k].path, path) == 0 && routes[k].pool == POOL_LOGIN)
			return 1;
	return 0;
}

void
print_nginx_server(FILE *to)
{
	fputs("# Made by `caportal-admin print nginx-server` from the route table.\n", to);
	for (size_t i = 0; i < n_routes; i++) {
		if (!first_of_path(i))
			continue;
		print_location(routes[i].path, to);
		print_limits(routes[i].path, to);
		if (has_login(routes[i].path))
			fputs("\tlimit_req zone=caportal_login burst=40 nodelay;\n", to);
		if (mixed(i))
			fprintf(to, "\tfastcgi_pass $caportal_pool_%zu;\n}\n", i);
		else
			fprintf(to, "\tfastcgi_pass caportal_%s;\n}\n",
			    pool_name(real_pool(&routes[i])));
	}
}
