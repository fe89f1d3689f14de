-- How an alert flutters, and whether its place is being maintained.
ALTER TABLE alert ADD COLUMN clear_since BIGINT;
ALTER TABLE alert ADD COLUMN occurrences INTEGER NOT NULL DEFAULT 1;
ALTER TABLE alert ADD COLUMN out_of_service INTEGER NOT NULL DEFAULT 0;
