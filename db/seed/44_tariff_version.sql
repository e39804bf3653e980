-- The shipped tariffs as versions, so that every tariff stands on one list.
START TRANSACTION;

INSERT INTO tariff_version (pid, code, words, mode, body, state, version, starts_at, author, created_at, updated_at)
SELECT X'5D0E8B63A1F24C7795B2C90F6E3A1D48', code, words, mode, '', 'SCHEDULED', 1, valid_from, '系统', valid_from, valid_from
FROM tariff WHERE code = 'T1';
INSERT INTO tariff_version (pid, code, words, mode, body, state, version, starts_at, author, created_at, updated_at)
SELECT X'A7419CC2E8D64B0F8813F5D27B90E654', code, words, mode, '', 'SCHEDULED', 1, valid_from, '系统', valid_from, valid_from
FROM tariff WHERE code = 'TEST';

COMMIT;
