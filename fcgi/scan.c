/* SPDX-License-Identifier: MIT */
/*
 * caportal-scan: opens what strangers sent, behind walls, and never anything
 * else.  The clerk starts it with the file on standard input; it knows no
 * database, no key and no configuration.
 *
 *	caportal-scan preview ORIENTATION	picture or PPM pages -> JPEG
 *	caportal-scan pages			PDF -> PPM of pages 1 to 3
 *	caportal-scan objects			PDF -> its objects as JSON
 *
 * The last two become pdftoppm and qpdf, which then live behind the same
 * walls.  Standard input must be seekable for them.
 *
 * Exit: 0 done, below 120 the file cannot be read, 120 wrong call, 121 no
 * walls or no program, 122 the reader went away.  A signal is the file's doing.
 */
#include <unistd.h>

#include "modules/scan/image.h"
#include "modules/scan/sandbox.h"

#ifdef __SANITIZE_ADDRESS__	/* the leak check looks into /proc: not behind walls */
int	__lsan_is_turned_off(void);

int
__lsan_is_turned_off(void)
{
	return 1;
}
#endif

enum { EXIT_DONE, EXIT_UNREADABLE, EXIT_CALL = 120, EXIT_WALLS, EXIT_READER };

static int
preview(const char *orientation)
{
	static const int exits[] = {
		[IMAGE_OK] = EXIT_DONE, [IMAGE_UNREADABLE] = EXIT_UNREADABLE,
		[IMAGE_OUTPUT] = EXIT_READER,
	};

	if (orientation[0] < '1' || orientation[0] > '8' || orientation[1] != '\0')
		return EXIT_CALL;
	if (sandbox_pure() < 0)
		return EXIT_WALLS;
	/* No exit handlers: those of --enable-coverage open files. */
	_exit(exits[image_preview(0, 1, orientation[0] - '0')]);
}

/*
 * -scale-to, never -r: a page may claim 14400 points a side (scan.md 2).
 * Stream data stays packed: only the dictionaries are looked at.
 */
static const struct tool {
	const char	*word;
	char		*argv[12];
} tools[] = {
	{ "pages", { "/usr/bin/pdftoppm", "-q", "-f", "1", "-l", "3", "-scale-to", "2000", "-",
		NULL } },
	{ "objects", { "/usr/bin/qpdf", "--json=2", "--json-key=qpdf", "--warning-exit-0",
		"/dev/stdin", NULL } },
};

int
main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "preview") == 0)
		return preview(argv[2]);
	for (size_t i = 0; argc == 2 && i < sizeof(tools) / sizeof(*tools); i++)
		if (strcmp(argv[1], tools[i].word) == 0) {
			sandbox_exec(tools[i].argv);
			return EXIT_WALLS;
		}
	fputs("usage: caportal-scan preview 1..8 | pages | objects\n", stderr);
	return EXIT_CALL;
}
