-- Ranges are written as 0-811,813. Counts and hours are kept as JSON. What was in `dropped` moves into `stream`.
CREATE TABLE stream (
  gateway         VARCHAR(200) NOT NULL,
  stream          VARCHAR(64) NOT NULL,
  previous_stream VARCHAR(64),
  previous_seq    BIGINT,
  ended           INTEGER NOT NULL,
  last_seq        BIGINT NOT NULL,
  received        TEXT NOT NULL,
  stored          TEXT NOT NULL,
  rejected        TEXT NOT NULL,
  announced       TEXT NOT NULL,
  missing         BIGINT NOT NULL,
  dropped         BIGINT NOT NULL,
  first_at        BIGINT NOT NULL,
  changed_at      BIGINT NOT NULL,
  PRIMARY KEY (gateway, stream)
);
CREATE INDEX stream_changed ON stream (changed_at);

INSERT INTO stream
  SELECT gateway, stream, NULL, NULL, 0, MAX(last_seq), '', '', '', ${joined}(first_seq || '-' || last_seq, ','),
    MIN(first_seq), SUM(last_seq - first_seq + 1), MIN(time), MAX(time)
  FROM dropped GROUP BY gateway, stream;
DROP TABLE dropped;

-- One row a point and day of the campus.
CREATE TABLE arrival (
  day         VARCHAR(10) NOT NULL,
  gateway     VARCHAR(200) NOT NULL,
  point       VARCHAR(400) NOT NULL,
  hours       TEXT NOT NULL,
  measured    BIGINT NOT NULL,
  late        BIGINT NOT NULL,
  untimed     BIGINT NOT NULL,
  unavailable TEXT NOT NULL,
  PRIMARY KEY (day, gateway, point)
);

-- Since when and until when a point is expected how often. Open while until_at is empty.
CREATE TABLE expectation (
  gateway    VARCHAR(200) NOT NULL,
  point      VARCHAR(400) NOT NULL,
  from_at    BIGINT NOT NULL,
  until_at   BIGINT,
  site       VARCHAR(200) NOT NULL,
  area       VARCHAR(400) NOT NULL,
  every_ms   BIGINT NOT NULL,
  retired_by VARCHAR(200),
  reason     TEXT,
  catalog    VARCHAR(200),
  PRIMARY KEY (gateway, point, from_at)
);
