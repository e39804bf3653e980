/* SPDX-License-Identifier: MIT */
/*
 * Who a form is about, as every form of modules/paper/forms prints it: the values are
 * hashed with it (N7), so a member more is a new version of every form.
 */
#ifndef SERVICE_SUBJECT_H
#define SERVICE_SUBJECT_H

#include "modules/company/company.h"
#include "modules/person/person.h"

struct json;

/* {name, credit_code, legal_name, region, phone, address} */
struct json *subject_company(struct work *w, const struct company *c);
/* {name, id_number, phone} */
struct json *subject_person(struct work *w, const struct person *p);

#endif
