-- Whole messages, so that they can be tried again. Of those that were kept before, the length is not known.
ALTER TABLE dead_letter RENAME TO dead_letter_old;
CREATE TABLE dead_letter (
  id      ${counted},
  time    BIGINT NOT NULL,
  of_rows INTEGER NOT NULL,
  topic   TEXT NOT NULL,
  reason  TEXT NOT NULL,
  payload ${bytes} NOT NULL,
  length  BIGINT NOT NULL
);
INSERT INTO dead_letter (time, of_rows, topic, reason, payload, length)
  SELECT time, 0, topic, reason, CAST(payload AS ${bytes}), -1 FROM dead_letter_old ORDER BY id;
DROP TABLE dead_letter_old;
