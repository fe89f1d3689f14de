-- In which hours of the day readings came late, or said why there is no value.
ALTER TABLE arrival ADD COLUMN by_hour TEXT NOT NULL DEFAULT '{}';

-- What was issued of a ledger, each version as the text of which its digest is; none is ever changed.
CREATE TABLE ledger_version (
  ledger    VARCHAR(700) NOT NULL,
  number    INTEGER NOT NULL,
  site      VARCHAR(200) NOT NULL,
  area      VARCHAR(400) NOT NULL,
  point     VARCHAR(600) NOT NULL,
  span      VARCHAR(10) NOT NULL,
  first_day VARCHAR(10) NOT NULL,
  last_day  VARCHAR(10) NOT NULL,
  issued_at BIGINT NOT NULL,
  digest    VARCHAR(64) NOT NULL,
  arrived   BIGINT NOT NULL,
  content   ${bytes} NOT NULL,
  PRIMARY KEY (ledger, number)
);
CREATE INDEX ledger_version_days ON ledger_version (last_day);

-- What people read by eye while a sensor said nothing; it stands beside what was measured.
CREATE TABLE ledger_entry (
  id         ${counted},
  site       VARCHAR(200) NOT NULL,
  gateway    VARCHAR(200) NOT NULL,
  point      VARCHAR(400) NOT NULL,
  read_at    BIGINT NOT NULL,
  value      DOUBLE PRECISION NOT NULL,
  reason     TEXT NOT NULL,
  person     VARCHAR(200) NOT NULL,
  entered_by VARCHAR(200) NOT NULL,
  entered_at BIGINT NOT NULL
);
CREATE INDEX ledger_entry_point ON ledger_entry (gateway, point, read_at);

-- What was thrown away because it was older than records are kept.
CREATE TABLE purge_record (
  id        ${counted},
  purged_at BIGINT NOT NULL,
  until_at  BIGINT NOT NULL,
  kind      VARCHAR(40) NOT NULL,
  removed   BIGINT NOT NULL,
  oldest_at BIGINT NOT NULL
);
