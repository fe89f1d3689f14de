-- Of what kind its fault is, for pages that word it; '' of those that were set aside before.
ALTER TABLE dead_letter ADD COLUMN kind VARCHAR(40) NOT NULL DEFAULT '';
