-- What became of an alert, step by step: it itself knows the last of each kind only.
CREATE TABLE alert_step (
  alert       VARCHAR(32) NOT NULL,
  kind        VARCHAR(20) NOT NULL,
  happened_at BIGINT NOT NULL,
  account     VARCHAR(200) NOT NULL,
  note        TEXT NOT NULL,
  until_at    BIGINT NOT NULL,
  PRIMARY KEY (alert, kind, happened_at)
);
INSERT INTO alert_step SELECT id, 'ACTIVATED', active_at, '', '', 0 FROM alert WHERE active_at IS NOT NULL;
INSERT INTO alert_step SELECT id, 'ACKNOWLEDGED', acknowledged_at, acknowledged_by, '', 0 FROM alert WHERE acknowledged_at IS NOT NULL;
INSERT INTO alert_step SELECT id, 'RECOVERED', ended_at, '', '', 0 FROM alert
  WHERE ended_at IS NOT NULL AND (closed_at IS NULL OR closed_at <> ended_at);
INSERT INTO alert_step SELECT id, 'CLOSED', closed_at, closed_by, closed_note, 0 FROM alert WHERE closed_at IS NOT NULL;

-- 0: before it was written down.
ALTER TABLE alert ADD COLUMN shelved_at BIGINT;
UPDATE alert SET shelved_at = 0 WHERE shelved_until IS NOT NULL;

-- The list is read page by page, newest first, of one state or of all.
DROP INDEX alert_state;
CREATE INDEX alert_state ON alert (state, since, id);
CREATE INDEX alert_since ON alert (since, id);
CREATE INDEX late_excursion_first ON late_excursion (first_at);
