-- Samples of the papers of seed 46, which is older than the column.
START TRANSACTION;

UPDATE upload_rule SET sample = CONCAT(slot, '.svg') WHERE slot IN ('change_form', 'unlock_form');

UPDATE catalog_version SET version = version + 1 WHERE id = 1;

COMMIT;
