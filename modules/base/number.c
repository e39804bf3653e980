/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "text.h"

static int
digits_ok(const char *s, size_t n)
{
	return strspn(s, "0123456789") >= n;
}

static int
number_at(const char *s, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++)
		v = v * 10 + (s[i] - '0');
	return v;
}

/* GB/T 2260 province prefixes; 81..83 are the residence permits. */
static int
province_ok(int p)
{
	static const unsigned char known[] = {
		11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41,
		42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71,
		81, 82, 83,
	};

	return memchr(known, p, sizeof(known)) != NULL;
}

static int
birth_ok(const char *s)
{
	char date[11];
	struct civil c;

	snprintf(date, sizeof(date), "%.4s-%.2s-%.2s", s, s + 4, s + 6);
	return date_parse(date, &c) == 0 && civil_epoch(&c) <= clock_now();
}

int
id_number_ok(const char *s)
{
	static const int weight[17] =
	    { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	if (strlen(s) != 18 || !digits_ok(s, 17) ||
	    !province_ok(number_at(s, 2)) || !birth_ok(s + 6))
		return 0;
	for (int i = 0; i < 17; i++)
		sum += (s[i] - '0') * weight[i];
	return s[17] == "10X98765432"[sum % 11];
}

/* The first two digits of a registration office; 10 is the state's own. */
static int
region_ok(int p)
{
	return p == 10 || province_ok(p);
}

static const char credit_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static int
credit_value(char c)
{
	const char *p = c == '\0' ? NULL : strchr(credit_alphabet, c);

	return p == NULL ? -1 : (int)(p - credit_alphabet);
}

int
credit_code_shape_ok(const char *s)
{
	return strlen(s) == 18 && strspn(s, credit_alphabet) == 18 &&
	    digits_ok(s + 2, 6);
}

/* Eight characters and their check (GB 11714); the caller knows the alphabet. */
static int
organisation_check_ok(const char *s)
{
	static const int weight[8] = { 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	for (int i = 0; i < 8; i++) {
		int v = s[i] <= '9' ? s[i] - '0' : s[i] - 'A' + 10;

		sum += v * weight[i];
	}
	return s[8] == "0X987654321"[sum % 11];
}

int
credit_code_ok(const char *s)
{
	int sum = 0, weight = 1;

	if (!credit_code_shape_ok(s) || !region_ok(number_at(s + 2, 2)) ||
	    !organisation_check_ok(s + 8))	/* inner organisation code, D4:15 */
		return 0;
	for (int i = 0; i < 17; i++) {
		sum += credit_value(s[i]) * weight;
		weight = weight * 3 % 31;
	}
	return credit_value(s[17]) == (31 - sum % 31) % 31;
}

int
org_code_ok(const char *s)
{
	return strlen(s) == 9 &&
	    strspn(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= 8 &&
	    strchr("0123456789X", s[8]) != NULL && organisation_check_ok(s);
}

int
taxpayer_id_ok(const char *s)
{
	char id[19];

	switch (strlen(s)) {
	case 15:			/* region and organisation code, until 2015 */
		return digits_ok(s, 6) && region_ok(number_at(s, 2)) && org_code_ok(s + 6);
	case 18:
		return credit_code_ok(s) || id_number_ok(s);
	case 20:			/* individual business: ID number and two digits */
		snprintf(id, sizeof(id), "%.18s", s);
		return id_number_ok(id) && digits_ok(s + 18, 2);
	}
	return 0;
}

/* Luhn (ISO/IEC 7812). */
int
bank_card_ok(const char *s)
{
	size_t n = strlen(s);
	int sum = 0;

	if (n < 13 || n > 19 || !digits_ok(s, n))
		return 0;
	for (size_t i = 0; i < n; i++) {
		int d = s[n - 1 - i] - '0';

		if (i % 2 == 1)
			d = d * 2 > 9 ? d * 2 - 9 : d * 2;
		sum += d;
	}
	return sum % 10 == 0;
}

int
bank_account_ok(const char *s)
{
	size_t n = strlen(s);

	return n >= 8 && n <= 32 && digits_ok(s, n);
}

/* 154 was never given out; new segments open every few years, so all others
 * from 13 to 19 pass. */
int
phone_ok(const char *s)
{
	return strlen(s) == 11 && digits_ok(s, 11) && s[0] == '1' && s[1] >= '3' &&
	    strncmp(s, "154", 3) != 0;
}

int
telephone_ok(const char *s)
{
	size_t digits = 0;

	for (; *s != '\0'; s++)
		if (*s >= '0' && *s <= '9')
			digits++;
		else if (strchr("-+() ", *s) == NULL)
			return 0;
	return digits >= 7 && digits <= 20;
}
