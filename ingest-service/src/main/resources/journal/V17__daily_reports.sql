-- Days of which there must be a report, by the sites of an instance; people are called by the id.
CREATE TABLE daily_day (
  id     VARCHAR(32) PRIMARY KEY,
  sites  VARCHAR(400) NOT NULL,
  day    VARCHAR(10) NOT NULL,
  due_at BIGINT NOT NULL,
  UNIQUE (sites, day)
);

-- What was done about them, one chain an instance; nothing is ever changed in it.
CREATE TABLE daily_step (
  sites    VARCHAR(400) NOT NULL,
  number   BIGINT NOT NULL,
  day      VARCHAR(10) NOT NULL,
  version  INTEGER NOT NULL,
  kind     VARCHAR(20) NOT NULL,
  done_at  BIGINT NOT NULL,
  account  VARCHAR(200) NOT NULL,
  said     TEXT NOT NULL,
  content  TEXT NOT NULL,
  previous VARCHAR(64) NOT NULL,
  digest   VARCHAR(64) NOT NULL,
  PRIMARY KEY (sites, number)
);
CREATE INDEX daily_step_day ON daily_step (sites, day);
