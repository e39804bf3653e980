/* SPDX-License-Identifier: MIT */
/*
 * THE ROUTE TABLE.  Nothing reaches a handler that its row does not allow;
 * what no row names is not found.  `caportal-admin print routes` writes it
 * into docs/routes.md, `print nginx` makes the locations and body limits.
 */
#include "handlers.h"
#include "router.h"

/* Short names, for this table only. */
#define CSRF		GATE_CSRF
#define SIGNED		GATE_SIGNED
#define UPLOAD		GATE_UPLOAD
#define IDEMPOTENT	GATE_IDEMPOTENT
#define DEMO		GATE_DEMO
#define BARE		GATE_BARE
#define MEMBER		RIGHT_MEMBER
#define APPLY		RIGHT_APPLY
#define COMPANY		RIGHT_COMPANY
#define STAFF		RIGHT_STAFF
#define VIEW		RIGHT_VIEW
#define REVIEW		RIGHT_REVIEW
#define SECOND		RIGHT_SECOND
#define MAKE		RIGHT_MAKE
#define DESK		RIGHT_DESK
#define FINANCE		RIGHT_FINANCE
#define SYSTEM		RIGHT_SYSTEM
#define SECURITY	RIGHT_SECURITY
#define AUDIT		RIGHT_AUDIT
#define FULL		RIGHT_FULL
#define LEAD		RIGHT_LEAD
#define ENTERPRISE	RIGHT_ENTERPRISE
#define STAFF_ORDERS	(VIEW | REVIEW | SECOND | MAKE | DESK | FINANCE)
#define ANYBODY		0
#define WEB		POOL_WEB
#define SLOW		POOL_SLOW
#define LOGIN		POOL_LOGIN

/* clang-format off */
const struct route routes[] = {
 /* method    path                                  handler              who              gates                   body     pool      audit */
 /* web_health.c */
 { "GET",    "/healthz",                           healthz_web,         ANYBODY,         BARE,                   0,       POOL_ANY, NULL },
 { "GET",    "/readyz",                            readyz_web,          ANYBODY,         BARE,                   0,       POOL_ANY, NULL },
 { "GET",    "/metrics",                           metrics_web,         ANYBODY,         BARE,                   0,       POOL_ANY, NULL },
 /* web_account.c */
 { "GET",    "/api/session",                       session_get_web,     ANYBODY,         0,                      0,       WEB,      NULL },
 { "POST",   "/api/session",                       session_open_web,    ANYBODY,         CSRF,                   8 * KB,  LOGIN,    "session.open" },
 { "DELETE", "/api/session",                       session_close_web,   MEMBER | STAFF,  CSRF,                   0,       WEB,      "session.close" },
 { "GET",    "/api/sessions",                      sessions_list_web,   MEMBER | STAFF,  0,                      0,       WEB,      NULL },
 { "DELETE", "/api/sessions/{session}",            sessions_end_web,    MEMBER | STAFF,  CSRF,                   0,       WEB,      "session.end" },
 { "POST",   "/api/session/identity",              identity_choose_web, MEMBER,          CSRF,                   1 * KB,  WEB,      "session.identity" },
 { "POST",   "/api/account/password",              password_change_web, MEMBER | STAFF,  CSRF,                   4 * KB,  LOGIN,    "account.password" },
 { "GET",    "/api/staff/audit",                   audit_list_web,      AUDIT,           0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/audit/check",             audit_check_web,     AUDIT,           0,                      0,       SLOW,     "audit.check" },
 /* web_accounts.c */
 { "POST",   "/api/captcha",                       captcha_make_web,    ANYBODY,         CSRF,                   1 * KB,  WEB,      "captcha.make" },
 { "GET",    "/api/captcha/{captcha}",             captcha_image_web,   ANYBODY,         0,                      0,       WEB,      NULL },
 { "POST",   "/api/register/code",                 register_code_web,   ANYBODY,         CSRF,                   1 * KB,  WEB,      "register.code" },
 { "POST",   "/api/register",                      register_web,        ANYBODY,         CSRF,                   8 * KB,  LOGIN,    "register" },
 { "POST",   "/api/reset/code",                    reset_code_web,      ANYBODY,         CSRF,                   1 * KB,  WEB,      "reset.code" },
 { "POST",   "/api/reset",                         reset_web,           ANYBODY,         CSRF,                   4 * KB,  LOGIN,    "reset" },
 { "POST",   "/api/account/phone/code",            phone_code_web,      MEMBER,          CSRF,                   1 * KB,  WEB,      "phone.code" },
 { "POST",   "/api/account/phone",                 phone_web,           MEMBER,          CSRF,                   4 * KB,  LOGIN,    "account.phone" },
 { "GET",    "/api/staff/accounts",                accounts_list_web,   SECURITY,       0,                      0,       WEB,      NULL },
 { "POST",   "/api/staff/accounts",                accounts_add_web,    SECURITY,       CSRF,                   4 * KB,  LOGIN,    "account.add" },
 { "PUT",    "/api/staff/accounts/{account}",      accounts_set_web,    SECURITY,       CSRF,                   4 * KB,  WEB,      "account.set" },
 { "POST",   "/api/staff/accounts/{account}/close", accounts_close_web,  SECURITY,       CSRF,                   1 * KB,  WEB,      "account.close" },
 { "POST",   "/api/staff/accounts/{account}/reset", accounts_reset_web,  SECURITY,       CSRF,                   1 * KB,  LOGIN,    "account.reset" },
 { "POST",   "/api/staff/accounts/{account}/totp", accounts_totp_web,   SECURITY,       CSRF,                   1 * KB,  WEB,      "account.totp" },
 { "POST",   "/api/staff/accounts/{account}/unlock", accounts_unlock_web, SECURITY,       CSRF,                   1 * KB,  WEB,      "account.unlock" },
 { "GET",    "/api/staff/roles",                   roles_list_web,      SECURITY | AUDIT, 0,                      0,       WEB,      NULL },
 { "POST",   "/api/account/totp",                  own_totp_web,        STAFF,          CSRF,                   1 * KB,  WEB,      "account.seed" },
 { "POST",   "/api/account/totp/confirm",          own_confirm_web,     STAFF,          CSRF,                   1 * KB,  WEB,      "account.enrol" },
 /* web_demo.c */
 { "GET",    "/api/demo/messages",                 demo_messages_web,   ANYBODY,         DEMO,                   0,       WEB,      NULL },
 /* web_task.c */
 { "GET",    "/api/staff/tasks",                   tasks_list_web,      SYSTEM,          0,                      0,       WEB,      NULL },
 { "POST",   "/api/staff/tasks/{task}/retry",      tasks_retry_web,     SYSTEM,          CSRF,                   1 * KB,  WEB,      "task.retry" },
 /* web_people.c */
 { "GET",    "/api/identities",                    identities_list_web, MEMBER,          0,                      0,       WEB,      NULL },
 { "GET",    "/api/identity-types",                identity_types_web,  MEMBER,          0,                      0,       WEB,      NULL },
 { "POST",   "/api/identities",                    identity_ask_web,    MEMBER,          CSRF,                   4 * KB,  WEB,      "identity.ask" },
 { "DELETE", "/api/identities/{identity}",         identity_drop_web,   MEMBER,          CSRF,                   0,       WEB,      "identity.drop" },
 { "GET",    "/api/person",                        person_mine_web,     MEMBER,          0,                      0,       WEB,      NULL },
 { "GET",    "/api/people",                        people_list_web,     COMPANY,         0,                      0,       WEB,      NULL },
 { "GET",    "/api/people/count",                  people_count_web,    COMPANY,         0,                      0,       WEB,      NULL },
 { "POST",   "/api/people/check",                  people_check_web,    COMPANY,         CSRF,                   1 * KB,  WEB,      "people.check" },
 { "POST",   "/api/people",                        people_add_web,      COMPANY,         CSRF,                   4 * KB,  WEB,      "people.add" },
 { "GET",    "/api/people/requests",               requests_list_web,   COMPANY,         0,                      0,       WEB,      NULL },
 { "GET",    "/api/people/requests/count",         requests_count_web,  COMPANY,         0,                      0,       WEB,      NULL },
 { "POST",   "/api/people/requests/{identity}/approve", request_approve_web, COMPANY,         CSRF,                   1 * KB,  WEB,      "identity.approve" },
 { "POST",   "/api/people/requests/{identity}/reject", request_reject_web,  COMPANY,         CSRF,                   4 * KB,  WEB,      "identity.reject" },
 { "DELETE", "/api/people/identities/{identity}",  people_remove_web,   COMPANY,         CSRF,                   0,       WEB,      "identity.remove" },
 { "GET",    "/api/people/{person}",               people_get_web,      COMPANY,         0,                      0,       WEB,      "people.read" },
 { "PUT",    "/api/people/{person}",               people_complete_web, COMPANY,         CSRF,                   4 * KB,  WEB,      "people.complete" },
 /* web_catalog.c */
 { "GET",    "/api/catalog",                       catalog_get_web,     ANYBODY,         0,                      0,       WEB,      NULL },
 { "GET",    "/api/agreements",                    agreements_list_web, ANYBODY,         0,                      0,       WEB,      NULL },
 { "POST",   "/api/quote",                         quote_web,           MEMBER,          CSRF,                   64 * KB, WEB,      NULL },
 /* web_file.c */
 { "POST",   "/api/drafts/{draft}/uploads",        upload_draft_web,    APPLY | COMPANY, CSRF | UPLOAD,          6 * MB,  SLOW,     "upload.add" },
 { "POST",   "/api/dossiers/{dossier}/uploads",    upload_dossier_web,  MEMBER,          CSRF | UPLOAD,          6 * MB,  SLOW,     "upload.add" },
 { "POST",   "/api/orders/{order}/uploads",        upload_order_web,    APPLY | COMPANY, CSRF | UPLOAD,          6 * MB,  SLOW,     "upload.add" },
 { "GET",    "/api/uploads/{upload}",              upload_get_web,      MEMBER | FULL | MAKE,                   0, 0,      WEB,      NULL },
 { "GET",    "/api/uploads/{upload}/preview",      upload_preview_web,  MEMBER | FULL | MAKE,                   0, 0,      SLOW,     "upload.preview" },
 { "GET",    "/api/uploads/{upload}/file",         upload_file_web,     MEMBER | FULL | MAKE,                   0, 0,      SLOW,     "upload.file" },
 { "DELETE", "/api/uploads/{upload}",              upload_delete_web,   MEMBER,          CSRF,                   0,       WEB,      "upload.remove" },
 /* web_dossier.c */
 { "GET",    "/api/company",                       company_get_web,     ENTERPRISE | COMPANY, 0,                 0,       WEB,      NULL },
 { "GET",    "/api/regions",                       regions_list_web,    MEMBER,          0,                      0,       WEB,      NULL },
 { "POST",   "/api/dossiers",                      dossier_open_web,    MEMBER,          CSRF,                   1 * KB,  WEB,      "dossier.open" },
 { "GET",    "/api/dossiers/{dossier}",            dossier_get_web,     MEMBER,          0,                      0,       WEB,      NULL },
 { "PUT",    "/api/dossiers/{dossier}",            dossier_save_web,    MEMBER,          CSRF,                   64 * KB, WEB,      NULL },
 { "DELETE", "/api/dossiers/{dossier}",            dossier_drop_web,    MEMBER,          CSRF,                   0,       WEB,      "dossier.drop" },
 { "POST",   "/api/dossiers/{dossier}/papers",     dossier_print_web,   MEMBER,          CSRF,                   1 * KB,  SLOW,     "paper.make" },
 { "POST",   "/api/dossiers/{dossier}/submit",     dossier_submit_web,  MEMBER,          CSRF | IDEMPOTENT,      1 * KB,  WEB,      "dossier.submit" },
 /* web_review.c */
 { "GET",    "/api/staff/reviews",                 reviews_list_web,    REVIEW | SECOND, 0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/reviews/counts",          reviews_counts_web,  REVIEW | SECOND, 0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/reviews/next",            review_next_web,     REVIEW | SECOND, 0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/reviewers",               reviewers_list_web,  LEAD,            0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/reviews/{review}",        review_get_web,      REVIEW | SECOND, 0,                      0,       WEB,      "review.read" },
 { "POST",   "/api/staff/reviews/{review}/claim",  review_claim_web,    REVIEW | SECOND, CSRF,                   1 * KB,  WEB,      "review.claim" },
 { "POST",   "/api/staff/reviews/{review}/release", review_release_web, REVIEW | SECOND, CSRF,                   1 * KB,  WEB,      "review.release" },
 { "POST",   "/api/staff/reviews/{review}/seen",   review_seen_web,     REVIEW | SECOND, CSRF,                   1 * KB,  WEB,      "review.seen" },
 { "POST",   "/api/staff/reviews/{review}/approve", review_approve_web, REVIEW | SECOND, CSRF,                   8 * KB,  WEB,      "review.approve" },
 { "POST",   "/api/staff/reviews/{review}/return", review_return_web,   REVIEW | SECOND, CSRF,                   32 * KB, WEB,      "review.return" },
 { "POST",   "/api/staff/reviews/{review}/reclassify", review_reclassify_web, REVIEW | SECOND, CSRF,           8 * KB,  WEB,      "review.reclassify" },
 { "POST",   "/api/staff/reviews/{review}/sendback", review_sendback_web, SECOND,        CSRF,                   8 * KB,  WEB,      "review.sendback" },
 { "POST",   "/api/staff/reviews/{review}/refuse", review_refuse_web,   LEAD,            CSRF,                   8 * KB,  WEB,      "review.refuse" },
 { "POST",   "/api/staff/reviews/{review}/revoke", review_revoke_web,   LEAD,            CSRF,                   8 * KB,  WEB,      "review.revoke" },
 { "POST",   "/api/staff/reviews/{review}/reassign", review_reassign_web, LEAD,          CSRF,                   4 * KB,  WEB,      "review.reassign" },
 /* web_making.c */
 { "GET",    "/api/staff/making",                  making_list_web,     MAKE,            0,                      0,       WEB,      "making.list" },
 { "POST",   "/api/staff/making/{order}/bind",     making_bind_web,     MAKE,            CSRF,                   4 * KB,  WEB,      "making.bind" },
 { "POST",   "/api/staff/making/{order}/updated",  making_updated_web,  MAKE,            CSRF,                   4 * KB,  WEB,      "making.updated" },
 { "POST",   "/api/staff/making/{order}/ship",     making_ship_web,     MAKE,            CSRF,                   4 * KB,  WEB,      "making.ship" },
 { "POST",   "/api/staff/making/shipping",         making_ship_list_web, MAKE,           CSRF,                   64 * KB, SLOW,     "making.ship_list" },
 { "POST",   "/api/staff/making/{order}/returned", making_returned_web, MAKE,            CSRF,                   4 * KB,  WEB,      "making.returned" },
 { "GET",    "/api/staff/making/shipping",         making_shipping_web, MAKE,            0,                      0,       WEB,      "making.shipping" },
 /* web_stock.c */
 { "POST",   "/api/staff/making/{order}/failed",   making_failed_web,   MAKE,            CSRF,                   4 * KB,  WEB,      "making.failed" },
 { "POST",   "/api/staff/making/{order}/check",    making_check_web,    MAKE,            CSRF,                   4 * KB,  WEB,      "making.check" },
 { "GET",    "/api/staff/stock",                   stock_list_web,      MAKE | SYSTEM,   0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/stock/key",               stock_key_web,       MAKE | SYSTEM,   0,                      0,       WEB,      NULL },
 { "POST",   "/api/staff/stock/receive",           stock_receive_web,   MAKE,            CSRF,                   64 * KB, SLOW,     "stock.receive" },
 { "POST",   "/api/staff/stock/allocate",          stock_allocate_web,  MAKE,            CSRF,                   64 * KB, SLOW,     "stock.allocate" },
 { "POST",   "/api/staff/stock/retire",            stock_retire_web,    MAKE,            CSRF,                   64 * KB, SLOW,     "stock.retire" },
 /* web_desk.c */
 { "GET",    "/api/orders/{order}/voucher",        voucher_get_web,     MEMBER,          0,                      0,       WEB,      "voucher.read" },
 { "GET",    "/api/orders/{order}/voucher/qr",     voucher_qr_web,      MEMBER,          0,                      0,       WEB,      NULL },
 { "GET",    "/api/orders/{order}/slip",           slip_get_web,        MEMBER,          0,                      0,       SLOW,     "voucher.slip" },
 { "POST",   "/api/orders/{order}/voucher",        voucher_again_web,   APPLY | COMPANY, CSRF,                   1 * KB,  WEB,      "voucher.again" },
 { "POST",   "/api/orders/{order}/point",          order_point_web,     APPLY | COMPANY, CSRF,                   1 * KB,  WEB,      "order.point" },
 { "POST",   "/api/orders/{order}/receive",        order_receive_web,   APPLY | COMPANY, CSRF,                   1 * KB,  WEB,      "order.receive" },
 { "GET",    "/api/staff/desk/waiting",            desk_waiting_web,    DESK,            0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/desk/day",                desk_day_web,        DESK,            0,                      0,       WEB,      NULL },
 { "POST",   "/api/staff/desk/lookup",             desk_lookup_web,     DESK,            CSRF,                   1 * KB,  WEB,      "desk.lookup" },
 { "POST",   "/api/staff/desk/handout",            desk_handout_web,    DESK,            CSRF,                   1 * KB,  WEB,      "desk.handout" },
 /* web_sheet.c */
 { "GET",    "/api/orders/{order}/sheets/{sheet}", order_sheet_web,     MEMBER | STAFF_ORDERS, 0,                0,       SLOW,     "sheet.read" },
 { "GET",    "/api/orders/{order}/bundle",         order_bundle_web,    MEMBER | FULL | MAKE, 0,                      0,       SLOW,     "order.bundle" },
 { "GET",    "/api/company/seal-template",         seal_template_web,   MEMBER,          0,                      0,       SLOW,     "sheet.template" },
 { "GET",    "/api/staff/making/shipping/pdf",     shipping_sheet_web,  MAKE,            0,                      0,       SLOW,     "making.sheet" },
 /* web_mobile.c */
 { "GET",    "/api/orders/{order}/phone",          phone_cert_web,      MEMBER,          0,                      0,       WEB,      "mobile.read" },
 { "POST",   "/api/orders/{order}/phone",          phone_again_web,     APPLY | COMPANY, CSRF,                   1 * KB,  WEB,      "mobile.link" },
 { "GET",    "/api/orders/{order}/phone/qr",       phone_qr_web,        MEMBER,          0,                      0,       WEB,      NULL },
 { "POST",   "/notify/phone",                      notify_phone_web,    ANYBODY,         SIGNED | DEMO,          16 * KB, WEB,      "mobile.notify" },
 { "GET",    "/api/sandbox/phone/{token}",         phone_app_web,       ANYBODY,         DEMO,                   0,       WEB,      NULL },
 { "POST",   "/api/sandbox/phone/{token}",         phone_press_web,     ANYBODY,         CSRF | DEMO,            1 * KB,  WEB,      "sandbox.phone" },
 /* web_cert.c */
 { "GET",    "/api/certs",                         certs_list_web,      MEMBER,          0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/blocked",                 certs_blocked_web,   VIEW,            0,                      0,       WEB,      "cert.blocked" },
 { "GET",    "/api/certs/count",                   certs_count_web,     MEMBER,          0,                      0,       WEB,      NULL },
 /* web_message.c */
 { "GET",    "/api/certs.ics",                     certs_calendar_web,  MEMBER,          0,                      0,       WEB,      NULL },
 { "GET",    "/api/messages",                      message_inbox_web,   MEMBER,          0,                      0,       WEB,      NULL },
 { "GET",    "/api/messages/count",                message_count_web,   MEMBER,          0,                      0,       WEB,      NULL },
 { "POST",   "/api/messages/read",                 message_read_all_web, MEMBER,         CSRF,                   1 * KB,  WEB,      NULL },
 { "POST",   "/api/messages/{message}/read",       message_read_web,    MEMBER,          CSRF,                   1 * KB,  WEB,      NULL },
 { "GET",    "/api/account/reminders",             message_choice_web,  MEMBER,          0,                      0,       WEB,      NULL },
 { "PUT",    "/api/account/reminders",             message_choose_web,  MEMBER,          CSRF,                   4 * KB,  WEB,      "reminders.set" },
 { "GET",    "/api/staff/messages",                message_log_web,     VIEW | SYSTEM,   0,                      0,       WEB,      "message.list" },
 { "GET",    "/api/staff/messages/count",          message_log_count_web, VIEW | SYSTEM, 0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/messages/events",         message_events_web,  VIEW | SYSTEM,   0,                      0,       WEB,      NULL },
 { "POST",   "/api/staff/messages/{message}/again", message_again_web,  SYSTEM,          CSRF,                   1 * KB,  WEB,      "message.again" },
 /* web_staff.c */
 { "GET",    "/api/staff/overview",                staff_overview_web,  STAFF,           0,                      0,       WEB,      NULL },
 /* web_draft.c */
 { "GET",    "/api/apply/persons",                 apply_persons_web,   APPLY | COMPANY, 0,                      0,       WEB,      NULL },
 { "GET",    "/api/held",                          held_show_web,       APPLY | COMPANY, 0,                      0,       WEB,      NULL },
 { "POST",   "/api/held/price",                    held_price_web,      APPLY | COMPANY, CSRF,                   64 * KB, WEB,      NULL },
 { "POST",   "/api/held/papers",                   held_papers_web,     APPLY | COMPANY, CSRF,                   64 * KB, SLOW,     "paper.make" },
 { "POST",   "/api/certs/{cert}/loss",             cert_loss_web,       APPLY | COMPANY, CSRF,                   1 * KB,  WEB,      "cert.loss" },
 { "POST",   "/api/held",                          held_submit_web,     APPLY | COMPANY, CSRF | IDEMPOTENT,      64 * KB, WEB,      "order.submit" },
 { "POST",   "/api/drafts",                        draft_open_web,      APPLY | COMPANY, CSRF,                   4 * KB,  WEB,      "draft.open" },
 { "GET",    "/api/drafts",                        draft_list_web,      APPLY | COMPANY, 0,                      0,       WEB,      NULL },
 { "GET",    "/api/drafts/{draft}",                draft_get_web,       APPLY | COMPANY, 0,                      0,       WEB,      NULL },
 { "PUT",    "/api/drafts/{draft}",                draft_save_web,      APPLY | COMPANY, CSRF,                   64 * KB, WEB,      NULL },
 { "DELETE", "/api/drafts/{draft}",                draft_drop_web,      APPLY | COMPANY, CSRF,                   0,       WEB,      "draft.drop" },
 { "POST",   "/api/drafts/{draft}/papers",         draft_print_web,     APPLY | COMPANY, CSRF,                   1 * KB,  SLOW,     "paper.make" },
 { "POST",   "/api/drafts/{draft}/submit",         draft_submit_web,    APPLY | COMPANY, CSRF | IDEMPOTENT,      1 * KB,  WEB,      "order.submit" },
 /* web_order.c */
 { "GET",    "/api/orders",                        order_list_web,      MEMBER,          0,                      0,       WEB,      NULL },
 { "GET",    "/api/orders/count",                  order_count_web,     MEMBER,          0,                      0,       WEB,      NULL },
 { "GET",    "/api/orders/{order}",                order_get_web,       MEMBER,          0,                      0,       WEB,      NULL },
 { "POST",   "/api/orders/{order}/cancel",         order_cancel_web,    APPLY | COMPANY, CSRF,                   1 * KB,  WEB,      "order.cancel" },
 { "PUT",    "/api/orders/{order}/edit",           order_edit_web,      APPLY | COMPANY, CSRF,                   16 * KB, SLOW,     "order.edit" },
 { "POST",   "/api/orders/{order}/resubmit",       order_resubmit_web,  APPLY | COMPANY, CSRF,                   1 * KB,  WEB,      "order.resubmit" },
 { "GET",    "/api/staff/orders",                  order_list_web,      STAFF_ORDERS,    0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/orders/count",            order_count_web,     STAFF_ORDERS,    0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/orders.csv",              order_csv_web,       STAFF_ORDERS,    0,                      0,       SLOW,     "order.export" },
 { "GET",    "/api/account/filters",                 saved_list_web,      STAFF_ORDERS,    0,                      0,       WEB,      NULL },
 { "POST",   "/api/account/filters",                 saved_put_web,       STAFF_ORDERS,    CSRF,                   4 * KB,  WEB,      "filter.put" },
 { "DELETE", "/api/account/filters/{filter}",        saved_drop_web,      STAFF_ORDERS,    CSRF,                   0,       WEB,      "filter.drop" },
 { "GET",    "/api/staff/orders/{order}",          order_get_web,       STAFF_ORDERS,    0,                      0,       WEB,      "order.read" },
 /* web_status.c */
 { "POST",   "/api/status",                        status_check_web,    ANYBODY,         CSRF,                   1 * KB,  WEB,      "status.check" },
 /* web_paper.c */
 { "GET",    "/api/papers/{paper}",                paper_get_web,       MEMBER | FULL | MAKE | DESK, 0,                      0,       SLOW,     "paper.read" },
 /* web_address.c */
 { "GET",    "/api/addresses",                     address_list_web,    APPLY | COMPANY, 0,                      0,       WEB,      NULL },
 { "POST",   "/api/addresses",                     address_add_web,     APPLY | COMPANY, CSRF,                   4 * KB,  WEB,      "address.add" },
 { "PUT",    "/api/addresses/{address}",           address_set_web,     APPLY | COMPANY, CSRF,                   4 * KB,  WEB,      "address.set" },
 { "DELETE", "/api/addresses/{address}",           address_drop_web,    APPLY | COMPANY, CSRF,                   0,       WEB,      "address.drop" },
 /* web_content.c */
 { "GET",    "/api/staff/content", content_list_web, SYSTEM, 0, 0, WEB, NULL },
 { "GET",    "/api/staff/content/count", content_count_web, SYSTEM, 0, 0, WEB, NULL },
 { "POST",   "/api/staff/content", content_add_web, SYSTEM, CSRF, 64 * KB, WEB, "content.add" },
 { "GET",    "/api/staff/content/{content}", content_get_web, SYSTEM, 0, 0, WEB, NULL },
 { "PUT",    "/api/staff/content/{content}", content_save_web, SYSTEM, CSRF, 64 * KB, WEB, "content.save" },
 { "GET",    "/api/staff/content/{content}/preview", content_preview_web, SYSTEM, 0, 0, WEB, NULL },
 { "POST",   "/api/staff/content/{content}/publish", content_publish_web, SYSTEM, CSRF, 1 * KB, WEB, "content.publish" },
 { "POST",   "/api/staff/content/{content}/withdraw", content_withdraw_web, SYSTEM, CSRF, 1 * KB, WEB, "content.withdraw" },
 { "POST",   "/api/staff/content/{content}/drop", content_drop_web, SYSTEM, CSRF, 1 * KB, WEB, "content.drop" },
 /* web_tariff.c */
 { "GET",    "/api/staff/tariffs", tariff_list_web, SYSTEM, 0, 0, WEB, NULL },
 { "POST",   "/api/staff/tariffs", tariff_load_web, SYSTEM, CSRF, 64 * KB, WEB, "tariff.load" },
 { "GET",    "/api/staff/tariffs/{tariff}", tariff_get_web, SYSTEM, 0, 0, WEB, NULL },
 { "GET",    "/api/staff/tariffs/{tariff}/replay", tariff_replay_web, SYSTEM, 0, 0, SLOW, "tariff.replay" },
 { "POST",   "/api/staff/tariffs/{tariff}/activate", tariff_activate_web, SYSTEM, CSRF, 1 * KB, WEB, "tariff.activate" },
 { "POST",   "/api/staff/tariffs/{tariff}/withdraw", tariff_withdraw_web, SYSTEM, CSRF, 1 * KB, WEB, "tariff.withdraw" },
 { "POST",   "/api/staff/tariffs/{tariff}/drop", tariff_drop_web, SYSTEM, CSRF, 1 * KB, WEB, "tariff.drop" },
 { "GET",    "/api/staff/policies", policy_list_web, SYSTEM, 0, 0, WEB, NULL },
 { "POST",   "/api/staff/policies", policy_add_web, SYSTEM, CSRF, 8 * KB, WEB, "policy.add" },
 { "POST",   "/api/staff/policies/check", policy_check_web, SYSTEM, CSRF, 8 * KB, WEB, "policy.check" },
 { "POST",   "/api/staff/policies/withdraw", policy_withdraw_web, SYSTEM, CSRF, 1 * KB, WEB, "policy.withdraw" },
 { "GET",    "/api/staff/catalog", edition_list_web, SYSTEM, 0, 0, WEB, NULL },
 { "POST",   "/api/staff/catalog", edition_add_web, SYSTEM, CSRF, 16 * KB, WEB, "catalog.add" },
 { "POST",   "/api/staff/catalog/check", edition_check_web, SYSTEM, CSRF, 16 * KB, WEB, "catalog.check" },
 { "POST",   "/api/staff/catalog/{edition}/withdraw", edition_withdraw_web, SYSTEM, CSRF, 1 * KB, WEB, "catalog.withdraw" },
 /* web_invoice.c */
 { "GET",    "/api/invoice-headings",              heading_list_web,    APPLY | COMPANY, 0,                      0,      WEB,      NULL },
 { "POST",   "/api/invoice-headings",              heading_add_web,     APPLY | COMPANY, CSRF,                   4 * KB, WEB,      "heading.add" },
 { "PUT",    "/api/invoice-headings/{heading}",    heading_set_web,     APPLY | COMPANY, CSRF,                   4 * KB, WEB,      "heading.set" },
 { "DELETE", "/api/invoice-headings/{heading}",    heading_drop_web,    APPLY | COMPANY, CSRF,                   0,      WEB,      "heading.drop" },
 { "PUT",    "/api/groups/{group}/invoice",        group_invoice_web,   APPLY | COMPANY, CSRF,                   4 * KB, WEB,      "invoice.change" },
 { "GET",    "/api/invoices",                      invoice_list_web,    APPLY | COMPANY, 0,                      0,      WEB,      NULL },
 { "GET",    "/api/invoices/count",                invoice_count_web,   APPLY | COMPANY, 0,                      0,      WEB,      NULL },
 { "POST",   "/api/invoices/{invoice}/resend",     invoice_resend_web,  APPLY | COMPANY, CSRF,                   1 * KB, WEB,      "invoice.resend" },
 { "GET",    "/api/staff/invoices",                desk_invoices_web,   FINANCE,         0,                      0,      WEB,      NULL },
 { "GET",    "/api/staff/invoices/count",          desk_invoices_count_web, FINANCE,         0,                      0,      WEB,      NULL },
 { "GET",    "/api/staff/invoices/csv",            desk_invoices_sheet_web, FINANCE,         0,                      0,      SLOW,     "invoice.sheet" },
 { "POST",   "/api/staff/invoices/export",         desk_invoices_export_web, FINANCE,         CSRF,                   1 * KB, WEB,      "invoice.export" },
 { "POST",   "/api/staff/invoices/import",         desk_invoices_import_web, FINANCE,         CSRF | UPLOAD,          2 * MB, SLOW,     "invoice.import" },
 { "POST",   "/api/staff/invoices/{invoice}/post", desk_invoice_post_web, FINANCE,         CSRF,                   1 * KB, WEB,      "invoice.post" },
 { "POST",   "/api/staff/invoices/{invoice}/retry", desk_invoice_retry_web, FINANCE,         CSRF,                   1 * KB, WEB,      "invoice.retry" },
 /* web_pay.c */
 { "POST",   "/api/checkout",                      checkout_web,        APPLY | COMPANY, CSRF | IDEMPOTENT,      16 * KB, WEB,      "pay.checkout" },
 { "GET",    "/api/groups/{group}",                group_get_web,       APPLY | COMPANY, 0,                      0,       WEB,      NULL },
 { "POST",   "/api/groups/{group}/attempts",       attempt_open_web,    APPLY | COMPANY, CSRF | IDEMPOTENT,      1 * KB,  WEB,      "pay.attempt" },
 { "GET",    "/api/attempts/{attempt}",            attempt_get_web,     APPLY | COMPANY, 0,                      0,       WEB,      NULL },
 { "GET",    "/api/attempts/{attempt}/qr",         attempt_qr_web,      APPLY | COMPANY, 0,                      0,       WEB,      NULL },
 { "POST",   "/notify/sandbox",                    notify_sandbox_web,  ANYBODY,         SIGNED | DEMO,          16 * KB, WEB,      "pay.notify" },
 { "GET",    "/api/sandbox/{token}",               sandbox_get_web,     ANYBODY,         DEMO,                   0,       WEB,      NULL },
 { "POST",   "/api/sandbox/{token}/pay",           sandbox_pay_web,     ANYBODY,         CSRF | DEMO,            1 * KB,  WEB,      "sandbox.pay" },
 { "GET",    "/api/staff/payments",                payments_list_web,   FINANCE,         0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/payments/count",          payments_count_web,  FINANCE,         0,                      0,       WEB,      NULL },
 { "GET",    "/api/staff/payments/sum",            payments_sum_web,    FINANCE,         0,                      0,       WEB,      NULL },
 { "POST",   "/api/staff/payments/{payment}/accept", payment_accept_web,  FINANCE,         CSRF,                   1 * KB, WEB,      "payment.accept" },
 { "POST",   "/api/staff/payments/{payment}/return", payment_return_web,  FINANCE,         CSRF,                   1 * KB, WEB,      "payment.return" },
 /* web_refund.c */
 { "POST",   "/api/orders/{order}/refund",         refund_ask_web,      APPLY | COMPANY, CSRF,                   1 * KB, WEB,      "refund.ask" },
 { "POST",   "/api/staff/orders/{order}/refund",   refund_part_web,     FINANCE,         CSRF,                   1 * KB, WEB,      "refund.ask" },
 { "GET",    "/api/staff/refunds",                 refund_list_web,     FINANCE,         0,                      0,      WEB,      NULL },
 { "GET",    "/api/staff/refunds/count",           refund_count_web,    FINANCE,         0,                      0,      WEB,      NULL },
 { "POST",   "/api/staff/refunds/{refund}/approve", refund_approve_web,  FINANCE,         CSRF,                   1 * KB, WEB,      "refund.approve" },
 { "POST",   "/api/staff/refunds/{refund}/reject", refund_reject_web,   FINANCE,         CSRF,                   1 * KB, WEB,      "refund.reject" },
 { "POST",   "/api/staff/refunds/{refund}/repeat", refund_repeat_web,   FINANCE,         CSRF,                   1 * KB, WEB,      "refund.repeat" },
};
/* clang-format on */

const size_t n_routes = sizeof(routes) / sizeof(*routes);
