-- A picture that shows what the upload should look like: a file among the pages'
-- own (nginx/web/public/samples); '': none.
ALTER TABLE upload_rule ADD COLUMN IF NOT EXISTS sample VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
