-- Drills are no alerts; the deliveries of both are in one table.
CREATE TABLE drill (
  id         VARCHAR(32) PRIMARY KEY,
  point      VARCHAR(600) NOT NULL,
  site       VARCHAR(200) NOT NULL,
  area       VARCHAR(400) NOT NULL,
  quantity   VARCHAR(200) NOT NULL,
  unit       VARCHAR(40) NOT NULL,
  severity   VARCHAR(20) NOT NULL,
  value      DOUBLE PRECISION,
  note       TEXT NOT NULL,
  started_by VARCHAR(200) NOT NULL,
  started_at BIGINT NOT NULL,
  until_at   BIGINT NOT NULL,
  first_by   VARCHAR(200),
  first_at   BIGINT,
  last_by    VARCHAR(200),
  last_at    BIGINT,
  end_how    VARCHAR(20),
  end_at     BIGINT,
  end_by     VARCHAR(200),
  end_note   TEXT
);
CREATE INDEX drill_started ON drill (started_at);

-- The test of alerting of each morning; a time of 0 is one that has not come.
CREATE TABLE canary_run (
  id          VARCHAR(32) PRIMARY KEY,
  site        VARCHAR(200) NOT NULL,
  day         VARCHAR(10) NOT NULL,
  started_at  BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  alerted_at  BIGINT NOT NULL,
  called_at   BIGINT NOT NULL,
  taken_at    BIGINT NOT NULL,
  failed_at   BIGINT NOT NULL,
  channel     VARCHAR(200) NOT NULL
);
CREATE INDEX canary_run_started ON canary_run (started_at);
