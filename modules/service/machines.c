/* SPDX-License-Identifier: MIT */
#include "machines.h"
#include "modules/catalog/steps.h"
#include "modules/cert/steps.h"
#include "modules/content/steps.h"
#include "modules/deliver/steps.h"
#include "modules/dossier/steps.h"
#include "modules/invoice/steps.h"
#include "modules/notify/steps.h"
#include "modules/order/steps.h"
#include "modules/pay/steps.h"
#include "modules/person/steps.h"
#include "modules/review/steps.h"

const struct machine *const machines[] = {
	&order_machine, &pay_machine, &refund_machine, &review_machine, &dossier_machine, &cert_machine,
	&token_machine, &identity_machine, &parcel_machine, &download_machine, &content_machine,
	&tariff_machine, &invoice_machine, &message_machine,
};
const size_t n_machines = sizeof(machines) / sizeof(*machines);
