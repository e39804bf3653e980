/* SPDX-License-Identifier: MIT */
/*
 * Every handler of the route table, grouped by the file it lives in.  Keep
 * the groups in the order of routes.c.
 */
#ifndef FCGI_HANDLERS_H
#define FCGI_HANDLERS_H

#include "http.h"

/* web_health.c */
int	healthz_web(struct call *c);
int	readyz_web(struct call *c);
int	metrics_web(struct call *c);

/* web_account.c */
int	session_get_web(struct call *c);
int	session_open_web(struct call *c);
int	session_close_web(struct call *c);
int	sessions_list_web(struct call *c);
int	sessions_end_web(struct call *c);
int	identity_choose_web(struct call *c);
int	password_change_web(struct call *c);
int	audit_list_web(struct call *c);
int	audit_check_web(struct call *c);

/* Its session object is also what a change of the own account answers. */
int	answer_session(struct call *c);

/* web_accounts.c */
int	accounts_list_web(struct call *c);
int	accounts_add_web(struct call *c);
int	accounts_set_web(struct call *c);
int	accounts_close_web(struct call *c);
int	accounts_reset_web(struct call *c);
int	accounts_totp_web(struct call *c);
int	accounts_unlock_web(struct call *c);
int	roles_list_web(struct call *c);
int	own_totp_web(struct call *c);
int	own_confirm_web(struct call *c);

/* web_demo.c */
int	demo_messages_web(struct call *c);

/* web_task.c */
int	tasks_list_web(struct call *c);
int	tasks_retry_web(struct call *c);

/* web_catalog.c */
int	catalog_get_web(struct call *c);
int	agreements_list_web(struct call *c);
int	quote_web(struct call *c);

/* web_file.c */
int	upload_draft_web(struct call *c);
int	upload_order_web(struct call *c);
int	upload_get_web(struct call *c);
int	upload_preview_web(struct call *c);
int	upload_file_web(struct call *c);
int	upload_delete_web(struct call *c);
/* web_draft.c */
int	apply_persons_web(struct call *c);
int	draft_open_web(struct call *c);
int	draft_list_web(struct call *c);
int	draft_get_web(struct call *c);
int	draft_save_web(struct call *c);
int	draft_drop_web(struct call *c);
int	draft_print_web(struct call *c);
int	draft_submit_web(struct call *c);

/* web_order.c */
int	order_list_web(struct call *c);
int	order_count_web(struct call *c);
int	order_csv_web(struct call *c);
int	saved_list_web(struct call *c);
int	saved_put_web(struct call *c);
int	saved_drop_web(struct call *c);
int	order_get_web(struct call *c);
int	order_cancel_web(struct call *c);
int	order_edit_web(struct call *c);
int	order_resubmit_web(struct call *c);

/* web_status.c */
int	status_check_web(struct call *c);

/* web_paper.c */
int	paper_get_web(struct call *c);

/* web_review.c */
int	reviews_list_web(struct call *c);
int	reviews_counts_web(struct call *c);
int	review_get_web(struct call *c);
int	review_claim_web(struct call *c);
int	review_release_web(struct call *c);
int	review_seen_web(struct call *c);
int	review_approve_web(struct call *c);
int	review_return_web(struct call *c);
int	captcha_make_web(struct call *c);
int	captcha_image_web(struct call *c);
int	register_code_web(struct call *c);
int	register_web(struct call *c);
int	reset_code_web(struct call *c);
int	reset_web(struct call *c);
int	phone_code_web(struct call *c);
int	phone_web(struct call *c);
int	company_get_web(struct call *c);
int	regions_list_web(struct call *c);
int	dossier_open_web(struct call *c);
int	dossier_get_web(struct call *c);
int	dossier_save_web(struct call *c);
int	dossier_drop_web(struct call *c);
int	dossier_print_web(struct call *c);
int	dossier_submit_web(struct call *c);
int	upload_dossier_web(struct call *c);
int	review_sendback_web(struct call *c);
int	review_refuse_web(struct call *c);
int	review_revoke_web(struct call *c);
int	review_reassign_web(struct call *c);
int	review_next_web(struct call *c);
int	reviewers_list_web(struct call *c);

/* web_making.c */
int	making_list_web(struct call *c);
int	making_bind_web(struct call *c);
int	making_updated_web(struct call *c);
int	making_ship_web(struct call *c);
int	making_ship_list_web(struct call *c);
int	making_returned_web(struct call *c);
int	making_shipping_web(struct call *c);

/* web_stock.c */
int	making_failed_web(struct call *c);
int	making_check_web(struct call *c);
int	stock_list_web(struct call *c);
int	stock_key_web(struct call *c);
int	stock_receive_web(struct call *c);
int	stock_allocate_web(struct call *c);
int	stock_retire_web(struct call *c);

/* web_desk.c */
int	voucher_get_web(struct call *c);
int	voucher_qr_web(struct call *c);
int	slip_get_web(struct call *c);
int	voucher_again_web(struct call *c);
int	order_point_web(struct call *c);
int	order_receive_web(struct call *c);
int	desk_waiting_web(struct call *c);
int	desk_day_web(struct call *c);
int	desk_lookup_web(struct call *c);
int	desk_handout_web(struct call *c);

/* web_sheet.c */
int	order_sheet_web(struct call *c);
int	order_bundle_web(struct call *c);
int	seal_template_web(struct call *c);
int	shipping_sheet_web(struct call *c);

/* web_mobile.c */
int	phone_cert_web(struct call *c);
int	phone_again_web(struct call *c);
int	phone_qr_web(struct call *c);
int	notify_phone_web(struct call *c);
int	phone_app_web(struct call *c);
int	phone_press_web(struct call *c);

/* web_cert.c */
int	held_show_web(struct call *c);
int	held_price_web(struct call *c);
int	held_submit_web(struct call *c);
int	held_papers_web(struct call *c);
int	cert_loss_web(struct call *c);
int	review_reclassify_web(struct call *c);
int	certs_list_web(struct call *c);
int	certs_blocked_web(struct call *c);
int	certs_count_web(struct call *c);

/* web_people.c */
int	identities_list_web(struct call *c);
int	identity_types_web(struct call *c);
int	identity_ask_web(struct call *c);
int	identity_drop_web(struct call *c);
int	person_mine_web(struct call *c);
int	people_list_web(struct call *c);
int	people_count_web(struct call *c);
int	people_get_web(struct call *c);
int	people_check_web(struct call *c);
int	people_add_web(struct call *c);
int	people_complete_web(struct call *c);
int	people_remove_web(struct call *c);
int	requests_list_web(struct call *c);
int	requests_count_web(struct call *c);
int	request_approve_web(struct call *c);
int	request_reject_web(struct call *c);

/* web_staff.c */
int	staff_overview_web(struct call *c);

/* web_address.c */
int	address_list_web(struct call *c);
int	address_add_web(struct call *c);
int	address_set_web(struct call *c);
int	address_drop_web(struct call *c);

/* web_tariff.c */
int	tariff_list_web(struct call *c);
int	tariff_load_web(struct call *c);
int	tariff_get_web(struct call *c);
int	tariff_replay_web(struct call *c);
int	tariff_activate_web(struct call *c);
int	tariff_withdraw_web(struct call *c);
int	tariff_drop_web(struct call *c);
int	policy_list_web(struct call *c);
int	policy_add_web(struct call *c);
int	policy_check_web(struct call *c);
int	policy_withdraw_web(struct call *c);
int	edition_list_web(struct call *c);
int	edition_add_web(struct call *c);
int	edition_check_web(struct call *c);
int	edition_withdraw_web(struct call *c);

/* web_message.c */
int	certs_calendar_web(struct call *c);
int	message_inbox_web(struct call *c);
int	message_count_web(struct call *c);
int	message_read_all_web(struct call *c);
int	message_read_web(struct call *c);
int	message_choice_web(struct call *c);
int	message_choose_web(struct call *c);
int	message_log_web(struct call *c);
int	message_log_count_web(struct call *c);
int	message_events_web(struct call *c);
int	message_again_web(struct call *c);
/* web_content.c */
int	content_list_web(struct call *c);
int	content_count_web(struct call *c);
int	content_get_web(struct call *c);
int	content_add_web(struct call *c);
int	content_save_web(struct call *c);
int	content_publish_web(struct call *c);
int	content_withdraw_web(struct call *c);
int	content_drop_web(struct call *c);
int	content_preview_web(struct call *c);

/* web_invoice.c */
int	heading_list_web(struct call *c);
int	heading_add_web(struct call *c);
int	heading_set_web(struct call *c);
int	heading_drop_web(struct call *c);
int	group_invoice_web(struct call *c);
int	invoice_list_web(struct call *c);
int	invoice_count_web(struct call *c);
int	invoice_resend_web(struct call *c);
int	desk_invoices_web(struct call *c);
int	desk_invoices_count_web(struct call *c);
int	desk_invoices_sheet_web(struct call *c);
int	desk_invoices_export_web(struct call *c);
int	desk_invoices_import_web(struct call *c);
int	desk_invoice_post_web(struct call *c);
int	desk_invoice_retry_web(struct call *c);

/* web_pay.c */
int	checkout_web(struct call *c);
int	group_get_web(struct call *c);
int	attempt_open_web(struct call *c);
int	attempt_get_web(struct call *c);
int	attempt_qr_web(struct call *c);
int	notify_sandbox_web(struct call *c);
int	sandbox_get_web(struct call *c);
int	sandbox_pay_web(struct call *c);
int	payments_list_web(struct call *c);
int	payments_count_web(struct call *c);
int	payments_sum_web(struct call *c);
int	payment_accept_web(struct call *c);
int	payment_return_web(struct call *c);

/* web_refund.c */
int	refund_ask_web(struct call *c);
int	refund_part_web(struct call *c);
int	refund_list_web(struct call *c);
int	refund_count_web(struct call *c);
int	refund_approve_web(struct call *c);
int	refund_reject_web(struct call *c);
int	refund_repeat_web(struct call *c);

#endif
