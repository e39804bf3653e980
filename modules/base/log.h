/* SPDX-License-Identifier: MIT */
/*
 * One line per event, key=value, to standard error (the journal).  Values of
 * the keys idno, phone, token, code and password are masked here, whoever
 * passes them; control characters become '?'.  Bodies are never logged.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

void	log_setup(enum log_level least, const char *program);
void	log_line(enum log_level level, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));

#endif
