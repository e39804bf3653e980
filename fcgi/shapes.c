/* SPDX-License-Identifier: MIT */
#include "shapes.h"

/* clang-format off */
const struct shape shapes[] = {
	{ "total", "total:int" },
	{ "mark", "field:text reason:text" },
	{ "override", "field:text reason:text" },
	{ "quote_item", "platforms:[text] years:int" },
	{ "card", "code:text words:text count:int link:text" },
	{ "demo_message", "pid?:pid at:time kind:text to:text words:text" },
	{ "person_incomplete",
	    "pid:pid name:text id_masked:text phone_masked:text identity_words:text missing:[text]" },
	{ "account",
	    "pid:pid username:text name:text kind:text must_change:bool must_enrol:bool" },
	{ "address",
	    "pid:pid name:text phone:text region:text address:text line:text preferred:bool" },
	{ "agreement",
	    "pid:pid code:text title:text version:text sha256:text body:text" },
	{ "applicant",
	    "pid:pid name:text id_masked:text phone_masked:text identity_words:text" },
	{ "applicants",
	    "ready:[applicant] incomplete:[person_incomplete] refused:text?" },
	{ "attempt",
	    "pid:pid no:text provider:text fen:fen state:text state_words:text qr:text? "
	    "cashier:text? expires_at:time" },
	{ "audit",
	    "chain:int seq:int at:time actor:text action:text object:text outcome:text "
	    "detail:text ip:text request_id:text" },
	{ "audit_check",
	    "ok:bool rows:int words:text" },
	{ "brand",
	    "code:text brand:text product:text motto:text" },
	{ "carrier",
	    "code:text words:text hint:text" },
	{ "cashier",
	    "fen:fen words:text state:text" },
	{ "catalog",
	    "lock_types:[lock_type] vendors:[vendor] platforms:[platform] points:[point] "
	    "contacts:[{words:text value:text}] upload_rules:<upload_rule> "
	    "return_reasons:[code_words] years:[int] media_vendors:[media_vendor] "
	    "notices:<[text]> words:<text> services:[code_words]" },
	{ "cert",
	    "state:text state_words:text serial:text? not_before:time not_after:time" },
	{ "cert_row",
	    "pid:pid applied_at:time cert_words:text holder:text vendor_words:text "
	    "lock_words:text medium_words:text not_after:time state:text state_words:text "
	    "serial:text? acts:[text] rows:[cert_row_order]" },
	{ "cert_row_order",
	    "order:pid no:text at:time service_words:text review:text review_words:text "
	    "reason:any? pay:text pay_words:text hint:text? acts:[text]" },
	{ "code_words",
	    "code:text words:text" },
	{ "company",
	    "pid:pid name:text" },
	{ "company_of",
	    "pid:pid name:text channel:text" },
	{ "content",
	    "pid:pid kind:text kind_words:text channel:text slug:text n:int title:text "
	    "state:text state_words:text version:int author:text updated_at:time "
	    "published_at:time? body:text versions:[content_row] "
	    "events:[{act:text actor:text at:time}]" },
	{ "content_row",
	    "pid:pid kind:text kind_words:text channel:text slug:text n:int title:text "
	    "state:text state_words:text version:int author:text updated_at:time "
	    "published_at:time?" },
	{ "desk_day",
	    "day:text point:text waiting:int total:int clerks:[{name:text n:int}] "
	    "items:[{order:pid no:text holder:text company:text lock_words:text key_serial:text? "
	    "at:time clerk:text}]" },
	{ "document",
	    "slot:text words:text paper:paper upload:upload changed?:bool seen?:bool" },
	{ "dossier",
	    "pid:pid kind:text kind_words:text no:text n:int version:int state:text "
	    "state_words:text step:int steps:[text] reviewed:bool submitted_at:time "
	    "decided_at:time updated_at:time fields:[dossier_field] data:<any>? "
	    "missing:[{field:text words:text}] warnings:[{field:text words:text}] "
	    "verdict:any overdue:bool due_at:time? promise:text? "
	    "documents:[dossier_document] history:[any]" },
	{ "dossier_document",
	    "slot:text words:text step:int rule:upload_rule_short upload:upload? open:bool "
	    "mark:text? form:text? paper:paper?" },
	{ "dossier_field",
	    "name:text words:text step:int type:text max:int required:bool help:text? "
	    "options:[code_words]? value:text open:bool mark:text?" },
	{ "company_page",
	    "company:{pid:pid name:text credit_code:text channel:text state:text "
	    "state_words:text fields:[{name:text words:text value:text}]} approved:any "
	    "current:any history:[any]" },
	{ "upload_rule_short", "types:[text] min_bytes:int max_bytes:int note:text" },
	{ "draft",
	    "papers:[paper] uploads:[draft_upload] pid:pid version:int service:text "
	    "service_words:text lock_type:text lock_words:text step:int updated_at:time "
	    "data:draft_data people:[person_chosen] price:{fen:int items:[price_item]} "
	    "missing:[{field:text words:text}]" },
	{ "draft_data",
	    "items?:[draft_item] persons?:[pid] vendor_agreed?:bool" },
	{ "draft_item",
	    "handler:text handler_phone:text person:pid platforms:[text] remark:text "
	    "vendor:text years:int" },
	{ "draft_row",
	    "pid:pid service:text service_words:text lock_type:text lock_words:text "
	    "persons:[text] fen:fen step:int updated_at:time" },
	{ "draft_upload",
	    "person:pid slot:text upload:upload" },
	{ "group",
	    "pid:pid no:text fen:fen state:text expires_at:time paid_at:time? "
	    "orders:[order_ref] invoice:invoice? attempt:attempt? providers:[code_words]" },
	{ "identity",
	    "pid:pid type:text type_words:text state:text state_words:text selectable:bool "
	    "company:company words?:text at?:time" },
	{ "identity_short",
	    "pid:pid type:text type_words:text state:text state_words:text" },
	{ "invoice",
	    "pid:pid no:text orders:[text] red:bool type:text type_words:text sends:text "
	    "name:text tax_no:text address:text phone:text bank:text account:text email:text "
	    "recipient:recipient? fen:fen red_fen:fen state:text state_words:text at:time "
	    "code:text number:text? issued_on:text? link:text? carrier:text? waybill:text? "
	    "blue_number:text? mails:int acts:[text] batch?:text words?:text?" },
	{ "invoice_choice",
	    "type:text name?:text tax_no?:text address?:text phone?:text bank?:text "
	    "account?:text email?:text recipient?:recipient" },
	{ "invoice_heading",
	    "pid:pid? name:text tax_no:text address:text phone:text bank:text account:text "
	    "email:text enterprise:bool editable:bool" },
	{ "invoice_type",
	    "code:text words:text sends:text wants:[text] notices:[text]" },
	{ "saved_filter", "pid:pid name:text filter:<text>" },
	{ "line",
	    "words:text rule:text fen:fen" },
	{ "lock_type",
	    "code:text words:text cert_words:text kind:text note:text max_years:int" },
	{ "login",
	    "pid:pid created_at:time seen_at:time ip:text agent:text current:bool" },
	{ "lookup",
	    "order:order_row holder:{name:text id_masked:text} company:text "
	    "key_serial_hint:text ready:bool words:text" },
	{ "mark_words",
	    "field:text words:text reason:text" },
	{ "media_vendor",
	    "code:text words:text serial_prefix:text models:[model]" },
	{ "model",
	    "code:text words:text blocked:bool note:text" },
	{ "next",
	    "words:text act:text? over:bool" },
	{ "open",
	    "name:bool id_number:bool phone:bool" },
	{ "held_cert",
	    "pid:pid company:text credit_code:text holder:text vendor_words:text "
	    "lock_words:text serial:text applied_at:time not_after:time refused:text? "
	    "media_words:text? key_serial:text? held:[code_words] offered:[code_words]" },
	{ "held_choice", "cert:pid platforms:[text]" },
	{ "held_line", "cert:pid fen:fen lines:[line] was:[text] now:[text] dropped:[text] renew:text?" },
	{ "order",
	    "pid:pid no:text created_at:time buyer:text company:text service:text "
	    "service_words:text lock_words:text vendor_words:text holder:text fen:fen "
	    "state:code_words pay:code_words review:code_words ship:code_words next:next "
	    "acts:[text] overdue:bool due_at:time? promise:text? way:text way_words:text "
	    "point:point? point_change:{open:bool words:text?}? recipient:recipient? platforms:[code_words] lines:[line] "
	    "parcel:parcel? cert:cert key_serial:text? documents:[document] verdict:verdict? "
	    "timeline:[timeline] group:pid? refunds:[refund] fields:[order_field] channel:text lock_type:text "
	    "medium_words:text years:int handed:bool version:int pay_due_at:time" },
	{ "order_field",
	    "field:text words:text value:text editable:bool mark:text?" },
	{ "order_ref",
	    "pid:pid no:text service_words:text holder:text fen:fen" },
	{ "order_row",
	    "pid:pid no:text created_at:time buyer:text company:text service:text "
	    "service_words:text lock_words:text vendor_words:text holder:text fen:fen "
	    "state:code_words pay:code_words review:code_words ship:code_words next:next "
	    "acts:[text] overdue:bool due_at:time? promise:text?" },
	{ "paper",
	    "pid:pid url:text? form_id:text version:int code:text pages:int at:time "
	    "state:text missing:any? person?:pid current?:bool" },
	{ "parcel",
	    "carrier:any? waybill:any? state:text state_words:text sent_at:time" },
	{ "payment",
	    "pid:pid no:text provider:text fen:fen state:text state_words:text at:time "
	    "paid_at:time? txn:text? orders:[text] got_fen:fen accept_by:text accept_words:text "
	    "acts:[text]" },
	{ "person_asking",
	    "pid:pid name:text id_masked:text phone_masked:text" },
	{ "person_chosen",
	    "pid:pid name:text id_masked:text identity_words:text" },
	{ "person_managed",
	    "pid:pid name:text id_masked:text phone_masked:text complete:bool missing:[text] "
	    "account:bool version:int identities:[identity_short] open:open" },
	{ "person_own",
	    "pid:pid name:text id_masked:text phone_masked:text complete:bool open:bool "
	    "missing:[any]" },
	{ "person_page",
	    "person:person_own approved:any current:any history:[any]" },
	{ "platform",
	    "code:text words:text class:text class_words:text lock_types:[text]" },
	{ "point",
	    "pid?:pid words:text address:text hours:text phone?:text" },
	{ "policy",
	    "channel:text channel_words:text service:text medium:text lock_type:text words:text "
	    "name:text traits:[text] "
	    "reviewers:int review_minutes:int documents:[{slot:text words:text form:text?}] "
	    "road:[text] problems:[text] valid_from:time in_force:bool ahead:bool author:text" },
	{ "price_item",
	    "person:pid fen:fen lines:[line]" },
	{ "queue_counts",
	    "mine:int pool:int second:int returned:int done:int" },
	{ "refund",
	    "no:text fen:fen reason:text state:text state_words:text words:text? at:time "
	    "ended_at:time?" },
	{ "refund_row",
	    "pid:pid no:text fen:fen reason:text state:text state_words:text words:text? "
	    "at:time ended_at:time? order:pid? orders:[text] requester:text approver:text? "
	    "acts:[text]" },
	{ "recipient",
	    "address:text name:text phone:text" },
	{ "request",
	    "pid:pid person:person_asking type:text type_words:text at:time" },
	{ "remark", "act_words:text by:text words:text at:time" },
	{ "review",
	    "pid:pid subject:subject state:text state_words:text reviewer:text? "
	    "lease_until:time round:int submitted_at:time overdue:bool due_at:time? "
	    "promise:text? decided_at:time first:text preferred:bool version:int words:text? "
	    "has_form:bool second:bool order:order documents:[document] fields:[review_field] "
	    "rounds:[round] remarks:[remark] may:[text] own:bool templates:[code_words]" },
	{ "review_field",
	    "field:text words:text value:text before:text? changed:bool frozen:bool "
	    "warning:any?" },
	{ "review_row",
	    "pid:pid subject:subject state:text state_words:text reviewer:text? "
	    "lease_until:time round:int submitted_at:time overdue:bool due_at:time? "
	    "promise:text? decided_at:time first:text preferred:bool" },
	{ "reviewer",
	    "pid:pid name:text held:int" },
	{ "round",
	    "round:int verdict:text verdict_words:text words:text? marks:[mark_words] by:text "
	    "at:time" },
	{ "session",
	    "signed_in:bool environment:text channel:brand csrf:text account?:account "
	    "point?:{pid:pid words:text}? identities?:[identity] identity?:pid? "
	    "company?:company_of? roles?:[text] rights?:[text]" },
	{ "shipped_line", "line:int no:text waybill:text ok:bool words:text" },
	{ "shipping_day",
	    "day:text sent:[order] waiting:[order]" },
	{ "role", "code:text words:text apart:bool rights:[text]" },
	{ "staff_account",
	    "pid:pid username:text name:text roles:text role_codes:[text] "
	    "point:{pid:pid words:text}? locked:bool state:text state_words:text own:bool "
	    "version:int last_seen:time?" },
	{ "staff_secret",
	    "account?:staff_account password:text? seed:text? uri:text? qr:text?" },
	{ "stock_key",
	    "serial:text vendor_words:text model_words:text state:text state_words:text place:text "
	    "first_handout_at:time events:[{at:time from_words:text to_words:text actor:text words:text?}]" },
	{ "stock_level",
	    "key:text vendor_words:text model_words:text point:pid? place:text listed:bool free:int "
	    "made:int handed:int defect:int gone:int low:bool" },
	{ "stock_line", "line:int no:text ok:bool words:text" },
	{ "subject",
	    "kind:text pid:pid no:text words:text title:text holder:text company:text fen:fen" },
	{ "tariff",
	    "pid:pid code:text words:text mode:text state:text state_words:text version:int "
	    "starts_at:time? in_force:bool ahead:bool author:text created_at:time file:<any> "
	    "bases:[tariff_line] platforms:[tariff_line] "
	    "changes:[{words:text before:fen? after:fen?}] "
	    "events:[{act:text actor:text words:text? at:time}]" },
	{ "tariff_line",
	    "words:text of:text fen:fen bundled:bool" },
	{ "tariff_replay",
	    "from:text to:text orders:int same:int differs:int refused:int unknown:int "
	    "fen_before:fen fen_after:fen items:[{no:text company:text holder:text "
	    "service:text kind:text fen:fen fen_new:fen? words:text?}]" },
	{ "tariff_row",
	    "pid:pid code:text words:text mode:text state:text state_words:text version:int "
	    "starts_at:time? in_force:bool ahead:bool author:text created_at:time" },
	{ "task",
	    "pid:pid kind:text pool:text state:text due_at:time? tries:int error:text?" },
	{ "timeline",
	    "at:time act:text words:text note:text? by:text" },
	{ "upload",
	    "pid:pid slot:text person:pid name:text type:text size:int state:text words:any? "
	    "width:int height:int pages:int at:time paper_version:int current:bool "
	    "preview:text? file:text?" },
	{ "upload_rule",
	    "words:text types:[text] min_bytes:int max_bytes:int note:text" },
	{ "vendor",
	    "code:text words:text lock_types:[text]" },
	{ "verdict",
	    "state:text words:any? round:int at:time" },
	{ "voucher",
	    "code:text qr:text state:text state_words:text words:text order:pid no:text "
	    "holder:text point:point slip:text?" },
};
const size_t n_shapes = sizeof(shapes) / sizeof(*shapes);

/* In the order of THE ROUTE TABLE. */
const struct answer answers[] = {
	{ "GET",     "/healthz", 200, "text/plain" },
	{ "GET",     "/readyz", 200, "text/plain" },
	{ "GET",     "/metrics", 200, "text/plain" },
	{ "GET",     "/api/session", 200, "session" },
	{ "POST",    "/api/session", 200, "session" },
	{ "DELETE",  "/api/session", 204, NULL },
	{ "GET",     "/api/sessions", 200, "{items:[login]}" },
	{ "DELETE",  "/api/sessions/{session}", 204, NULL },
	{ "POST",    "/api/session/identity", 200, "session" },
	{ "POST",    "/api/account/password", 200, "session" },
	{ "GET",     "/api/staff/accounts", 200, "{items:[staff_account]}" },
	{ "POST",    "/api/staff/accounts", 201, "staff_secret" },
	{ "PUT",     "/api/staff/accounts/{account}", 200, "staff_account" },
	{ "POST",    "/api/staff/accounts/{account}/close", 200, "staff_account" },
	{ "POST",    "/api/staff/accounts/{account}/reset", 200, "staff_secret" },
	{ "POST",    "/api/staff/accounts/{account}/totp", 200, "staff_secret" },
	{ "POST",    "/api/account/totp", 200, "staff_secret" },
	{ "POST",    "/api/account/totp/confirm", 200, "session" },
	{ "GET",     "/api/staff/roles", 200, "{items:[role]}" },
	{ "POST",    "/api/staff/accounts/{account}/unlock", 200, "{items:[staff_account]}" },
	{ "GET",     "/api/staff/audit", 200, "{items:[audit] page:int size:int}" },
	{ "GET",     "/api/staff/audit/check", 200, "audit_check" },
	{ "GET",     "/api/demo/messages", 200, "{items:[demo_message]}" },
	{ "GET",     "/api/staff/tasks", 200, "{items:[task] page:int size:int}" },
	{ "POST",    "/api/staff/tasks/{task}/retry", 200, "task" },
	{ "GET",     "/api/identities", 200, "{items:[identity]}" },
	{ "GET",     "/api/identity-types", 200, "{items:[code_words] channels:[code_words] channel:text}" },
	{ "POST",    "/api/identities", 201, "identity" },
	{ "DELETE",  "/api/identities/{identity}", 204, NULL },
	{ "POST",    "/api/captcha", 201, "{pid:pid image:text ends_at:time}" },
	{ "GET",     "/api/captcha/{captcha}", 200, "image/svg+xml" },
	{ "POST",    "/api/register/code", 202, "{resend_at:time}" },
	{ "POST",    "/api/register", 201, "session" },
	{ "POST",    "/api/reset/code", 202, "{resend_at:time}" },
	{ "POST",    "/api/reset", 204, NULL },
	{ "POST",    "/api/account/phone/code", 202, "{resend_at:time}" },
	{ "POST",    "/api/account/phone", 200, "session" },
	{ "GET",     "/api/person", 200, "person_page" },
	{ "GET",     "/api/people", 200, "{items:[person_managed] page:int size:int}" },
	{ "GET",     "/api/people/count", 200, "total" },
	{ "POST",    "/api/people/check", 200, "{known:bool words:text}" },
	{ "POST",    "/api/people", 201, "person_managed" },
	{ "GET",     "/api/people/requests", 200, "{items:[request] page:int size:int}" },
	{ "GET",     "/api/people/requests/count", 200, "total" },
	{ "POST",    "/api/people/requests/{identity}/approve", 204, NULL },
	{ "POST",    "/api/people/requests/{identity}/reject", 204, NULL },
	{ "DELETE",  "/api/people/identities/{identity}", 204, NULL },
	{ "GET",     "/api/people/{person}", 200, "person_managed" },
	{ "PUT",     "/api/people/{person}", 200, "person_managed" },
	{ "GET",     "/api/catalog", 200, "catalog" },
	{ "GET",     "/api/agreements", 200, "{items:[agreement]}" },
	{ "POST",    "/api/quote", 200, "{fen:int items:[{fen:int lines:[line]}]}" },
	{ "POST",    "/api/drafts/{draft}/uploads", 201, "upload" },
	{ "POST",    "/api/orders/{order}/uploads", 201, "upload" },
	{ "GET",     "/api/uploads/{upload}", 200, "upload" },
	{ "GET",     "/api/uploads/{upload}/preview", 200, "image/jpeg" },
	{ "GET",     "/api/uploads/{upload}/file", 200, "image/jpeg" },
	{ "DELETE",  "/api/uploads/{upload}", 204, NULL },
	{ "GET",     "/api/staff/reviews", 200, "{items:[review_row] page:int size:int}" },
	{ "GET",     "/api/staff/reviews/counts", 200, "queue_counts" },
	{ "GET",     "/api/staff/reviews/next", 200, "{review:pid}" },
	{ "GET",     "/api/staff/reviewers", 200, "{items:[reviewer]}" },
	{ "GET",     "/api/staff/reviews/{review}", 200, "review" },
	{ "POST",    "/api/staff/reviews/{review}/claim", 200, "review" },
	{ "POST",    "/api/staff/reviews/{review}/release", 200, "review" },
	{ "POST",    "/api/staff/reviews/{review}/seen", 200, "review" },
	{ "POST",    "/api/staff/reviews/{review}/approve", 200, "review" },
	{ "POST",    "/api/staff/reviews/{review}/return", 200, "review" },
	{ "POST",    "/api/staff/reviews/{review}/sendback", 200, "review" },
	{ "POST",    "/api/staff/reviews/{review}/refuse", 200, "review" },
	{ "POST",    "/api/staff/reviews/{review}/revoke", 200, "review" },
	{ "POST",    "/api/staff/reviews/{review}/reassign", 200, "review" },
	{ "GET",     "/api/staff/making", 200, "{items:[order] page:int size:int total:int carriers:[carrier]}" },
	{ "POST",    "/api/staff/making/{order}/bind", 200, "order" },
	{ "POST",    "/api/staff/making/{order}/updated", 200, "order" },
	{ "POST",    "/api/staff/making/{order}/ship", 200, "order" },
	{ "POST",    "/api/staff/making/shipping", 200, "{done:int bad:int lines:[shipped_line]}" },
	{ "POST",    "/api/staff/making/{order}/returned", 200, "order" },
	{ "GET",     "/api/staff/making/shipping", 200, "shipping_day" },
	{ "POST",    "/api/staff/making/{order}/failed", 200, "order" },
	{ "POST",    "/api/staff/making/{order}/check", 200, "order" },
	{ "GET",     "/api/staff/stock", 200, "{items:[stock_level] low:int mark:int}" },
	{ "GET",     "/api/staff/stock/key", 200, "stock_key" },
	{ "POST",    "/api/staff/stock/receive", 200, "{done:int bad:int lines:[stock_line]}" },
	{ "POST",    "/api/staff/stock/allocate", 200, "{done:int bad:int lines:[stock_line]}" },
	{ "GET",     "/api/orders/{order}/voucher", 200, "voucher" },
	{ "GET",     "/api/orders/{order}/voucher/qr", 200, "image/svg+xml" },
	{ "GET",     "/api/orders/{order}/slip", 200, "application/pdf" },
	{ "POST",    "/api/orders/{order}/voucher", 200, "voucher" },
	{ "POST",    "/api/orders/{order}/point", 200, "order" },
	{ "POST",    "/api/orders/{order}/receive", 200, "order" },
	{ "GET",     "/api/staff/desk/waiting", 200, "{items:[order_row] page:int size:int}" },
	{ "GET",     "/api/staff/desk/day", 200, "desk_day" },
	{ "POST",    "/api/staff/desk/lookup", 200, "lookup" },
	{ "POST",    "/api/staff/desk/handout", 200, "order" },
	{ "GET",     "/api/certs", 200, "{items:[cert_row] page:int size:int}" },
	{ "GET",     "/api/certs/count", 200, "total" },
	{ "GET",     "/api/staff/overview", 200, "{cards:[card]}" },
	{ "GET",     "/api/apply/persons", 200, "applicants" },
	{ "POST",    "/api/drafts", 201, "draft" },
	{ "GET",     "/api/drafts", 200, "{items:[draft_row]}" },
	{ "GET",     "/api/drafts/{draft}", 200, "draft" },
	{ "PUT",     "/api/drafts/{draft}", 200, "draft" },
	{ "DELETE",  "/api/drafts/{draft}", 204, NULL },
	{ "POST",    "/api/drafts/{draft}/papers", 200, "draft" },
	{ "POST",    "/api/drafts/{draft}/submit", 201, "{orders:[pid] next:text}" },
	{ "GET",     "/api/held", 200, "{service:text words:text certs:[held_cert]}" },
	{ "POST",    "/api/held/price", 200, "{fen:fen items:[held_line]}" },
	{ "POST",    "/api/held", 201, "{orders:[pid] next:text}" },
	{ "GET",     "/api/orders", 200, "{items:[order_row] page:int size:int next:pid?}" },
	{ "GET",     "/api/orders/count", 200, "total" },
	{ "GET",     "/api/orders/{order}", 200, "order" },
	{ "POST",    "/api/orders/{order}/cancel", 200, "order" },
	{ "PUT",     "/api/orders/{order}/edit", 200, "order" },
	{ "POST",    "/api/orders/{order}/resubmit", 200, "order" },
	{ "GET",     "/api/staff/orders", 200, "{items:[order_row] page:int size:int next:pid?}" },
	{ "GET",     "/api/staff/orders/count", 200, "total" },
	{ "GET",     "/api/staff/orders.csv", 200, "text/csv" },
	{ "GET",     "/api/account/filters", 200, "{items:[saved_filter]}" },
	{ "POST",    "/api/account/filters", 201, "saved_filter" },
	{ "DELETE",  "/api/account/filters/{filter}", 204, NULL },
	{ "GET",     "/api/staff/orders/{order}", 200, "order" },
	{ "POST",    "/api/status", 200, "{no:text state:code_words next:text at:time}" },
	{ "GET",     "/api/papers/{paper}", 200, "application/pdf" },
	{ "GET",     "/api/addresses", 200, "{items:[address]}" },
	{ "POST",    "/api/addresses", 201, "address" },
	{ "PUT",     "/api/addresses/{address}", 200, "address" },
	{ "DELETE",  "/api/addresses/{address}", 204, NULL },
	{ "POST",    "/api/checkout", 201, "group" },
	{ "GET",     "/api/groups/{group}", 200, "group" },
	{ "POST",    "/api/groups/{group}/attempts", 201, "attempt" },
	{ "GET",     "/api/attempts/{attempt}", 200, "attempt" },
	{ "GET",     "/api/attempts/{attempt}/qr", 200, "image/svg+xml" },
	{ "GET",     "/api/invoice-headings", 200, "{types:[invoice_type] items:[invoice_heading]}" },
	{ "POST",    "/api/invoice-headings", 201, "invoice_heading" },
	{ "PUT",     "/api/invoice-headings/{heading}", 200, "invoice_heading" },
	{ "DELETE",  "/api/invoice-headings/{heading}", 204, NULL },
	{ "PUT",     "/api/groups/{group}/invoice", 200, "invoice" },
	{ "GET",     "/api/invoices", 200, "{items:[invoice] page:int size:int}" },
	{ "GET",     "/api/invoices/count", 200, "total" },
	{ "POST",    "/api/invoices/{invoice}/resend", 200, "invoice" },
	{ "GET",     "/api/staff/invoices", 200, "{items:[invoice] page:int size:int carriers:[carrier]}" },
	{ "GET",     "/api/staff/invoices/count", 200, "total" },
	{ "GET",     "/api/staff/invoices/csv", 200, "text/csv" },
	{ "POST",    "/api/staff/invoices/export", 200, "{batch:text? count:int}" },
	{ "POST",    "/api/staff/invoices/import", 200, "{done:int known:int refused:int lines:[{line:int no:text result:text words:text}]}" },
	{ "POST",    "/api/staff/invoices/{invoice}/post", 200, "invoice" },
	{ "POST",    "/api/staff/invoices/{invoice}/retry", 200, "invoice" },
	{ "POST",    "/notify/sandbox", 200, "{}" },
	{ "GET",     "/api/sandbox/{token}", 200, "cashier" },
	{ "POST",    "/api/sandbox/{token}/pay", 202, "{}" },
	{ "GET",     "/api/staff/payments", 200, "{items:[payment] page:int size:int}" },
	{ "GET",     "/api/staff/payments/count", 200, "total" },
	{ "GET",     "/api/staff/payments/sum", 200, "{fen:int n:int}" },
	{ "POST",    "/api/staff/payments/{payment}/accept", 200, "{}" },
	{ "POST",    "/api/staff/payments/{payment}/return", 200, "{}" },
	{ "POST",    "/api/orders/{order}/refund", 200, "order" },
	{ "POST",    "/api/staff/orders/{order}/refund", 200, "order" },
	{ "GET",     "/api/staff/refunds", 200, "{items:[refund_row] page:int size:int}" },
	{ "GET",     "/api/staff/refunds/count", 200, "total" },
	{ "POST",    "/api/staff/refunds/{refund}/approve", 200, "{}" },
	{ "POST",    "/api/staff/refunds/{refund}/reject", 200, "{}" },
	{ "POST",    "/api/staff/refunds/{refund}/repeat", 200, "{}" },
	{ "GET",     "/api/regions", 200, "{items:[code_words]}" },
	{ "GET",     "/api/company", 200, "company_page" },
	{ "POST",    "/api/dossiers", 201, "dossier" },
	{ "POST",    "/api/dossiers", 200, "dossier" },
	{ "GET",     "/api/dossiers/{dossier}", 200, "dossier" },
	{ "PUT",     "/api/dossiers/{dossier}", 200, "dossier" },
	{ "DELETE",  "/api/dossiers/{dossier}", 204, NULL },
	{ "POST",    "/api/dossiers/{dossier}/papers", 200, "dossier" },
	{ "POST",    "/api/dossiers/{dossier}/uploads", 201, "upload" },
	{ "POST",    "/api/dossiers/{dossier}/submit", 200, "dossier" },
	{ "GET",     "/api/staff/tariffs", 200, "{items:[tariff_row]}" },
	{ "POST",    "/api/staff/tariffs", 201, "tariff" },
	{ "GET",     "/api/staff/tariffs/{tariff}", 200, "tariff" },
	{ "GET",     "/api/staff/tariffs/{tariff}/replay", 200, "tariff_replay" },
	{ "POST",    "/api/staff/tariffs/{tariff}/activate", 200, "tariff" },
	{ "POST",    "/api/staff/tariffs/{tariff}/withdraw", 200, "tariff" },
	{ "POST",    "/api/staff/tariffs/{tariff}/drop", 200, "tariff" },
	{ "GET",     "/api/staff/policies", 200, "{items:[policy] traits:[code_words] slots:<[code_words]>}" },
	{ "POST",    "/api/staff/policies", 201, "policy" },
	{ "POST",    "/api/staff/policies/check", 200, "{road:[text] problems:[text]}" },
	{ "POST",    "/api/staff/policies/withdraw", 204, NULL },
	{ "GET",     "/api/staff/content", 200, "{items:[content_row] page:int size:int}" },
	{ "GET",     "/api/staff/content/count", 200, "total" },
	{ "POST",    "/api/staff/content", 201, "content" },
	{ "GET",     "/api/staff/content/{content}", 200, "content" },
	{ "PUT",     "/api/staff/content/{content}", 200, "content" },
	{ "GET",     "/api/staff/content/{content}/preview", 200, "text/html" },
	{ "POST",    "/api/staff/content/{content}/publish", 200, "content" },
	{ "POST",    "/api/staff/content/{content}/withdraw", 200, "content" },
	{ "POST",    "/api/staff/content/{content}/drop", 200, "content" },
};
/* clang-format on */
const size_t n_answers = sizeof(answers) / sizeof(*answers);
