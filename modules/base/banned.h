/* SPDX-License-Identifier: MIT */
/*
 * Force-included into every file of ours: calls that this house does not use
 * do not compile (git's idea).  Instead: arena_printf, snprintf, strtol with
 * a checked end, clock.h.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(name)	sorry_##name##_is_not_used_in_this_house

#undef strcpy
#define strcpy(...)	BANNED(strcpy)
#undef strcat
#define strcat(...)	BANNED(strcat)
#undef strncpy
#define strncpy(...)	BANNED(strncpy)
#undef strncat
#define strncat(...)	BANNED(strncat)
#undef strtok
#define strtok(...)	BANNED(strtok)
#undef sprintf
#define sprintf(...)	BANNED(sprintf)
#undef vsprintf
#define vsprintf(...)	BANNED(vsprintf)
#undef gmtime
#define gmtime(...)	BANNED(gmtime)
#undef localtime
#define localtime(...)	BANNED(localtime)
#undef mktime
#define mktime(...)	BANNED(mktime)
#undef ctime
#define ctime(...)	BANNED(ctime)
#undef atoi
#define atoi(...)	BANNED(atoi)
#undef atol
#define atol(...)	BANNED(atol)
#undef system
#define system(...)	BANNED(system)
#undef popen
#define popen(...)	BANNED(popen)
#undef alloca
#define alloca(...)	BANNED(alloca)

#endif
