/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <unistd.h>

#include "admin.h"
#include "modules/paper/paper.h"

/* In a clone the forms lie in the tree; else where they were installed. */
#define CLONE	"modules/paper/forms"

static const char *
option(int argc, char **argv, const char *name)
{
	for (int i = 2; i + 1 < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return argv[i + 1];
	return NULL;
}

int
form_verb(struct work *w, int argc, char **argv)
{
	const char *data = option(argc, argv, "--data"), *out = option(argc, argv, "-o");

	if (access(CLONE "/form.rng", R_OK) == 0)
		paper_forms_dir(CLONE);
	if (argc == 2 && strcmp(argv[1], "--check") == 0)
		return paper_check(w, stdout);
	if (argc == 2 && strcmp(argv[1], "--list") == 0)
		return paper_list(w, stdout);
	if (argc != 6 || data == NULL || out == NULL)
		return refuse(w, ERR_INVALID, "form NAME --data FILE.json -o OUT.pdf |"
		    " form --check | form --list");
	return paper_render_file(w, argv[1], data, out);
}
