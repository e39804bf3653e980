/* SPDX-License-Identifier: MIT */
/*
 * The reader of qpdf's JSON gives the same answer however the pieces fall.
 *
 * FUZZ-SOURCES: modules/file/pdf_look.c
 * FUZZ-MAX: 512
 * FUZZ-PLANT: modules/file/pdf_look.c s/if (l->n < PDF_NAME_MAX)/if (l->n <= PDF_NAME_MAX)/
 */
#include <stdint.h>
#include <stdlib.h>

#include "modules/file/pdf_look.h"

int	LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct pdf_look whole = { 0 }, parts = { 0 };
	size_t step = n > 0 ? 1u + p[0] % 7u : 1;

	pdf_look_add(&whole, p, n);
	for (size_t i = 0; i < n; i += step)
		pdf_look_add(&parts, p + i, n - i < step ? n - i : step);
	if (whole.found != parts.found || whole.pages != parts.pages)
		abort();
	return 0;
}
