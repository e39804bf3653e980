-- Another pickup point after the key was made is a reissue (D0:363): the key that
-- nobody fetched goes back.
UPDATE reissue_reason SET key_act = 'GIVE_BACK' WHERE code = 'POINT';
