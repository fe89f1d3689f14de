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
