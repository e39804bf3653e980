/* SPDX-License-Identifier: MIT */
#include "edition.h"
#include "load.h"
#include "policy.h"
#include "tariff.h"

DB_SQL(sql_version, "catalog.version", "SELECT version FROM catalog_version WHERE id = 1",
    0, 1);
DB_SQL(sql_changed, "catalog.changed",
    "UPDATE catalog_version SET version = version + 1 WHERE id = 1", 0, 0);

DB_SQL(sql_channels, "catalog.channels",
    "SELECT code, brand, product, motto FROM channel ORDER BY position, code", 0, 4);
DB_SQL(sql_contacts, "catalog.contacts",
    "SELECT channel, words, value FROM contact ORDER BY channel, position", 0, 3);
DB_SQL(sql_media, "catalog.media", "SELECT code, words FROM medium ORDER BY position, code",
    0, 2);
DB_SQL(sql_locks, "catalog.locks",
    "SELECT code, kind, identity, words, long_words, cert_words, note FROM lock_type"
    " ORDER BY position, code", 0, 7);
DB_SQL(sql_lock_offers, "catalog.lock_offers",
    "SELECT channel, lock_type, medium, words, note, max_years, valid_from, valid_to"
    " FROM lock_offer ORDER BY channel, lock_type, medium, valid_from", 0, 8);
DB_SQL(sql_classes, "catalog.classes",
    "SELECT code, words FROM platform_class ORDER BY position, code", 0, 2);
DB_SQL(sql_platforms, "catalog.platforms",
    "SELECT code, class, words, position FROM platform ORDER BY position, code", 0, 4);
DB_SQL(sql_aliases, "catalog.aliases",
    "SELECT platform, medium, words, shown FROM platform_alias"
    " ORDER BY platform, medium, words", 0, 4);
DB_SQL(sql_platform_offers, "catalog.platform_offers",
    "SELECT platform, channel, lock_type, medium, valid_from, valid_to FROM platform_offer"
    " ORDER BY channel, lock_type, medium, platform, valid_from", 0, 6);
DB_SQL(sql_cities, "catalog.cities", "SELECT region, words, platform FROM city ORDER BY region",
    0, 3);
DB_SQL(sql_vendors, "catalog.vendors", "SELECT code, words FROM vendor ORDER BY position, code",
    0, 2);
DB_SQL(sql_vendor_offers, "catalog.vendor_offers",
    "SELECT vendor, channel, lock_type, medium, valid_from, valid_to FROM vendor_offer"
    " ORDER BY channel, lock_type, medium, vendor, valid_from", 0, 6);
DB_SQL(sql_media_vendors, "catalog.media_vendors",
    "SELECT code, words, serial_prefix FROM media_vendor ORDER BY position, code", 0, 3);
DB_SQL(sql_models, "catalog.models",
    "SELECT code, media_vendor, words, blocked, note FROM key_model ORDER BY position, code",
    0, 5);
DB_SQL(sql_points, "catalog.points",
    "SELECT code, id, pid, words, address, hours, phone, valid_from, valid_to"
    " FROM pickup_point ORDER BY position, code", 0, 9);
DB_SQL(sql_slots, "catalog.slots",
    "SELECT slot, channel, words, types, min_bytes, max_bytes, note, sample FROM upload_rule"
    " ORDER BY channel, slot", 0, 8);
DB_SQL(sql_reissue_reasons, "catalog.reissue_reasons",
    "SELECT code, words, warranty, key_act FROM reissue_reason ORDER BY position, code", 0, 4);
DB_SQL(sql_renewal_rules, "catalog.renewal_rules",
    "SELECT channel, lock_type, before_days, after_days, late_from FROM renewal_rule"
    " ORDER BY channel, lock_type", 0, 5);
DB_SQL(sql_return_reasons, "catalog.return_reasons",
    "SELECT code, words FROM return_reason ORDER BY position, code", 0, 2);
DB_SQL(sql_notices, "catalog.notices",
    "SELECT channel, place, words, valid_from, valid_to FROM page_notice"
    " ORDER BY channel, place, position, id", 0, 5);
DB_SQL(sql_templates, "catalog.templates",
    "SELECT vendor, service, medium, template, batch FROM number_template"
    " ORDER BY service, vendor, medium, batch", 0, 5);
DB_SQL(sql_years, "catalog.years", "SELECT year FROM calendar_year ORDER BY year", 0, 1);
DB_SQL(sql_days, "catalog.days", "SELECT day, working FROM calendar_day ORDER BY day", 0, 2);
DB_SQL(sql_hours, "catalog.hours",
    "SELECT from_minute, to_minute FROM working_hours ORDER BY from_minute", 0, 2);
DB_SQL(sql_policies, "catalog.policies",
    "SELECT id, channel, service, medium, lock_type, traits AS trait_words, reviewers,"
    " review_minutes, words, valid_from, valid_to, author FROM policy ORDER BY id", 0, 12);
DB_SQL(sql_documents, "catalog.documents",
    "SELECT policy_id, slot, form FROM policy_document ORDER BY policy_id, position, slot",
    0, 3);
DB_SQL(sql_tariffs, "catalog.tariffs",
    "SELECT id, code, words, mode, own_city_free, first_city_free, warranty_months,"
    " valid_from, valid_to FROM tariff ORDER BY id", 0, 9);
DB_SQL(sql_editions, "catalog.editions",
    "SELECT list, code, id, pid, body, valid_from, author, written_at FROM catalog_edition"
    " ORDER BY valid_from, id", 0, 8);
DB_SQL(sql_bases, "catalog.bases",
    "SELECT tariff_id, service, lock_type, medium, words, fen FROM tariff_base"
    " ORDER BY tariff_id, service, lock_type, medium", 0, 6);
DB_SQL(sql_prices, "catalog.prices",
    "SELECT tariff_id, lock_type, medium, subject, words, fen, bundled FROM tariff_platform"
    " ORDER BY tariff_id, lock_type, medium, subject", 0, 7);

static const struct db_col channel_cols[] = {
	DB_COL(channel, code), DB_COL(channel, brand), DB_COL(channel, product),
	DB_COL(channel, motto),
};
static const struct db_col contact_cols[] = {
	DB_COL(contact, channel), DB_COL(contact, words), DB_COL(contact, value),
};
static const struct db_col medium_cols[] = { DB_COL(medium, code), DB_COL(medium, words) };
static const struct db_col lock_type_cols[] = {
	DB_COL(lock_type, code), DB_COL(lock_type, kind), DB_COL(lock_type, identity),
	DB_COL(lock_type, words), DB_COL(lock_type, long_words), DB_COL(lock_type, cert_words),
	DB_COL(lock_type, note),
};
static const struct db_col lock_offer_cols[] = {
	DB_COL(lock_offer, channel), DB_COL(lock_offer, lock_type), DB_COL(lock_offer, medium),
	DB_COL(lock_offer, words), DB_COL(lock_offer, note), DB_COL(lock_offer, max_years), DB_COL(lock_offer, valid_from),
	DB_COL(lock_offer, valid_to),
};
static const struct db_col platform_class_cols[] = {
	DB_COL(platform_class, code), DB_COL(platform_class, words),
};
static const struct db_col platform_cols[] = {
	DB_COL(platform, code), DB_COL(platform, class), DB_COL(platform, words),
	DB_COL(platform, position),
};
static const struct db_col platform_alias_cols[] = {
	DB_COL(platform_alias, platform), DB_COL(platform_alias, medium),
	DB_COL(platform_alias, words), DB_COL(platform_alias, shown),
};
static const struct db_col offer_cols[] = {
	DB_COL(offer, code), DB_COL(offer, channel), DB_COL(offer, lock_type),
	DB_COL(offer, medium), DB_COL(offer, valid_from), DB_COL(offer, valid_to),
};
static const struct db_col city_cols[] = {
	DB_COL(city, region), DB_COL(city, words), DB_COL(city, platform),
};
static const struct db_col vendor_cols[] = { DB_COL(vendor, code), DB_COL(vendor, words) };
static const struct db_col media_vendor_cols[] = {
	DB_COL(media_vendor, code), DB_COL(media_vendor, words),
	DB_COL(media_vendor, serial_prefix),
};
static const struct db_col key_model_cols[] = {
	DB_COL(key_model, code), DB_COL(key_model, media_vendor), DB_COL(key_model, words),
	DB_COL(key_model, blocked), DB_COL(key_model, note),
};
static const struct db_col pickup_point_cols[] = {
	DB_COL(pickup_point, code), DB_COL(pickup_point, id), DB_COL(pickup_point, pid),
	DB_COL(pickup_point, words), DB_COL(pickup_point, address), DB_COL(pickup_point, hours),
	DB_COL(pickup_point, phone), DB_COL(pickup_point, valid_from),
	DB_COL(pickup_point, valid_to),
};
static const struct db_col upload_slot_cols[] = {
	DB_COL(upload_slot, slot), DB_COL(upload_slot, channel), DB_COL(upload_slot, words),
	DB_COL(upload_slot, types), DB_COL(upload_slot, min_bytes),
	DB_COL(upload_slot, max_bytes), DB_COL(upload_slot, note),
	DB_COL(upload_slot, sample),
};
static const struct db_col reissue_reason_cols[] = {
	DB_COL(reissue_reason, code), DB_COL(reissue_reason, words),
	DB_COL(reissue_reason, warranty), DB_COL(reissue_reason, key_act),
};
static const struct db_col renewal_rule_cols[] = {
	DB_COL(renewal_rule, channel), DB_COL(renewal_rule, lock_type),
	DB_COL(renewal_rule, before_days), DB_COL(renewal_rule, after_days),
	DB_COL(renewal_rule, late_from),
};
static const struct db_col return_reason_cols[] = {
	DB_COL(return_reason, code), DB_COL(return_reason, words),
};
static const struct db_col page_notice_cols[] = {
	DB_COL(page_notice, channel), DB_COL(page_notice, place), DB_COL(page_notice, words),
	DB_COL(page_notice, valid_from), DB_COL(page_notice, valid_to),
};
static const struct db_col number_template_cols[] = {
	DB_COL(number_template, vendor), DB_COL(number_template, service),
	DB_COL(number_template, medium), DB_COL(number_template, template),
	DB_COL(number_template, batch),
};
static const struct db_col calendar_year_cols[] = { DB_COL(calendar_year, year) };
static const struct db_col calendar_day_cols[] = {
	DB_COL(calendar_day, day), DB_COL(calendar_day, working),
};
static const struct db_col working_hours_cols[] = {
	DB_COL(working_hours, from_minute), DB_COL(working_hours, to_minute),
};
static const struct db_col policy_cols[] = {
	DB_COL(policy, id), DB_COL(policy, channel), DB_COL(policy, service),
	DB_COL(policy, medium), DB_COL(policy, lock_type), DB_COL(policy, trait_words),
	DB_COL(policy, reviewers), DB_COL(policy, review_minutes), DB_COL(policy, words),
	DB_COL(policy, valid_from), DB_COL(policy, valid_to), DB_COL(policy, author),
};
static const struct db_col policy_document_cols[] = {
	DB_COL(policy_document, policy_id), DB_COL(policy_document, slot),
	DB_COL(policy_document, form),
};
static const struct db_col tariff_cols[] = {
	DB_COL(tariff, id), DB_COL(tariff, code), DB_COL(tariff, words), DB_COL(tariff, mode),
	DB_COL(tariff, own_city_free), DB_COL(tariff, first_city_free),
	DB_COL(tariff, warranty_months), DB_COL(tariff, valid_from), DB_COL(tariff, valid_to),
};
static const struct db_col edition_cols[] = {
	DB_COL(edition, list), DB_COL(edition, code), DB_COL(edition, id), DB_COL(edition, pid),
	DB_COL(edition, body), DB_COL(edition, valid_from), DB_COL(edition, author),
	DB_COL(edition, written_at),
};
static const struct db_col base_cols[] = {
	DB_COL(tariff_base, tariff_id), DB_COL(tariff_base, service),
	DB_COL(tariff_base, lock_type), DB_COL(tariff_base, medium),
	DB_COL(tariff_base, words), DB_COL(tariff_base, fen),
};
static const struct db_col price_cols[] = {
	DB_COL(tariff_platform, tariff_id), DB_COL(tariff_platform, lock_type),
	DB_COL(tariff_platform, medium), DB_COL(tariff_platform, subject),
	DB_COL(tariff_platform, words), DB_COL(tariff_platform, fen),
	DB_COL(tariff_platform, bundled),
};

int
load_version(struct work *w, int64_t *out)
{
	return db_int(w, &sql_version, out, DB_NO_ARGS);
}

int
catalog_changed(struct work *w)
{
	return db_exec_one(w, &sql_changed, DB_NO_ARGS);
}

/* Rows come ordered by tariff, so each tariff's are one stretch of the list. */
static int
load_prices(struct work *w, struct catalog *c)
{
	struct tariff_base *bases;
	struct tariff_platform *prices;
	size_t nbases, nprices, b = 0, p = 0;

	if (db_list(w, &sql_bases, base_cols, &bases, &nbases, DB_NO_ARGS) < 0 ||
	    db_list(w, &sql_prices, price_cols, &prices, &nprices, DB_NO_ARGS) < 0)
		return -1;
	for (size_t i = 0; i < c->n_tariffs; i++) {
		struct tariff *t = &c->tariffs[i];

		t->bases = &bases[b];
		t->prices = &prices[p];
		for (; b < nbases && bases[b].tariff_id == t->id; b++)
			t->nbases++;
		for (; p < nprices && prices[p].tariff_id == t->id; p++)
			t->nprices++;
	}
	return 0;
}

#define LIST(type, list) \
	db_list(w, &sql_##list, type##_cols, &c->list, &c->n_##list, DB_NO_ARGS) < 0 ||

int
load_rows(struct work *w, struct catalog *c)
{
	if (CATALOG_LISTS(LIST) load_prices(w, c) < 0)
		return -1;
	return policy_finish(w, c);
}

int
load_lists(struct work *w, struct catalog *c)
{
	return load_rows(w, c) < 0 ? -1 : edition_lay(w, c);
}
