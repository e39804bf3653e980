/* SPDX-License-Identifier: MIT */
/*
 * What tape.c writes and raw.c reads, one file a connection:
 *
 *	'P' id, length, text			a statement was prepared
 *	'E' id, n, n values, insert id		and executed with these values
 *	'Q' 0, length, text			START TRANSACTION, COMMIT ...
 *
 * A value is its MYSQL_TYPE, its length, its bytes.
 */
#ifndef TESTS_BENCH_TAPE_H
#define TESTS_BENCH_TAPE_H

#include <stdint.h>

struct tape_op {
	char		what;
	uint32_t	id, n;
};

struct tape_value {
	uint32_t	type, len;
};

#endif
