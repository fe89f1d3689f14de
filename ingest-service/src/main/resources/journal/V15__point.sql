-- The alerts of one point, for its page.
CREATE INDEX alert_source ON alert (source, since);
