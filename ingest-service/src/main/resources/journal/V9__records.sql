-- What measures at a point, from when on; nothing is ever changed in it.
CREATE TABLE instrument (
  gateway      VARCHAR(200) NOT NULL,
  point        VARCHAR(400) NOT NULL,
  number       INTEGER NOT NULL,
  since        BIGINT NOT NULL,
  serial       VARCHAR(200) NOT NULL,
  calibrated   VARCHAR(10),
  due          VARCHAR(10),
  offset_value DOUBLE PRECISION,
  certificate  VARCHAR(200) NOT NULL,
  note         TEXT NOT NULL,
  person       VARCHAR(200) NOT NULL,
  recorded_by  VARCHAR(200) NOT NULL,
  recorded_at  BIGINT NOT NULL,
  PRIMARY KEY (gateway, point, number)
);

-- What must be reported upward: one an alert, with its id.
CREATE TABLE upward_report (
  id        VARCHAR(32) PRIMARY KEY,
  site      VARCHAR(200) NOT NULL,
  opened_at BIGINT NOT NULL,
  due_at    BIGINT NOT NULL
);
CREATE INDEX upward_report_opened ON upward_report (opened_at);

-- What was handed in of it; each version stays.
CREATE TABLE upward_version (
  report      VARCHAR(32) NOT NULL,
  number      INTEGER NOT NULL,
  kind        VARCHAR(20) NOT NULL,
  happened_at BIGINT NOT NULL,
  reported_at BIGINT NOT NULL,
  place       TEXT NOT NULL,
  what        TEXT NOT NULL,
  affected    BIGINT NOT NULL,
  measures    TEXT NOT NULL,
  reported_to TEXT NOT NULL,
  way         VARCHAR(20) NOT NULL,
  recorder    VARCHAR(200) NOT NULL,
  reviewer    VARCHAR(200) NOT NULL,
  signatory   VARCHAR(200) NOT NULL,
  recorded_by VARCHAR(200) NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (report, number)
);

-- What somebody saw on the spot: one picture an alert.
CREATE TABLE alert_photo (
  alert    VARCHAR(32) PRIMARY KEY,
  type     VARCHAR(20) NOT NULL,
  digest   VARCHAR(64) NOT NULL,
  content  ${bytes} NOT NULL,
  added_by VARCHAR(200) NOT NULL,
  added_at BIGINT NOT NULL
);
