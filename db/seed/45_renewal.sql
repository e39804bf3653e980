-- Renewal of what is held.  90 days before to 365 days after; a certificate that
-- has ended begins anew with the update (requirements section 6).
START TRANSACTION;

INSERT INTO renewal_rule (channel, lock_type, before_days, after_days, late_from)
SELECT code, '', 90, 365, 'UPDATE' FROM channel;

UPDATE catalog_version SET version = version + 1;

COMMIT;
