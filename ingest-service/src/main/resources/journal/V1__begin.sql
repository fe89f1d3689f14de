-- Plain SQL that SQLite and PostgreSQL both read. Times are milliseconds since 1970 UTC.
CREATE TABLE alert (
  id              VARCHAR(32) PRIMARY KEY,
  rule            VARCHAR(200) NOT NULL,
  source          VARCHAR(400) NOT NULL,
  site            VARCHAR(200) NOT NULL,
  area            VARCHAR(400) NOT NULL,
  quantity        VARCHAR(200) NOT NULL,
  unit            VARCHAR(40) NOT NULL,
  severity        VARCHAR(20) NOT NULL,
  kind            VARCHAR(20) NOT NULL,
  state           VARCHAR(20) NOT NULL,
  value           DOUBLE PRECISION,
  threshold       DOUBLE PRECISION,
  reason          VARCHAR(40) NOT NULL,
  since           BIGINT NOT NULL,
  active_at       BIGINT,
  ended_at        BIGINT,
  acknowledged_by VARCHAR(200),
  acknowledged_at BIGINT,
  shelved_by      VARCHAR(200),
  shelved_reason  TEXT,
  shelved_until   BIGINT,
  closed_by       VARCHAR(200),
  closed_at       BIGINT,
  closed_note     TEXT,
  late            INTEGER NOT NULL
);
CREATE INDEX alert_state ON alert (state, since);

CREATE TABLE delivery (
  id         VARCHAR(40) PRIMARY KEY,
  alert      VARCHAR(32) NOT NULL,
  kind       VARCHAR(20) NOT NULL,
  channel    VARCHAR(200) NOT NULL,
  state      VARCHAR(20) NOT NULL,
  attempts   INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  next_at    BIGINT NOT NULL,
  sent_at    BIGINT NOT NULL,
  error      TEXT NOT NULL,
  body       TEXT NOT NULL,
  UNIQUE (alert, kind, channel)
);
CREATE INDEX delivery_state ON delivery (state, created_at);

CREATE TABLE high_water (
  gateway VARCHAR(200) NOT NULL,
  point   VARCHAR(400) NOT NULL,
  time    BIGINT NOT NULL,
  PRIMARY KEY (gateway, point)
);

CREATE TABLE late_excursion (
  rule     VARCHAR(200) NOT NULL,
  gateway  VARCHAR(200) NOT NULL,
  point    VARCHAR(400) NOT NULL,
  first_at BIGINT NOT NULL,
  last_at  BIGINT NOT NULL,
  worst    DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (rule, gateway, point, first_at)
);

CREATE TABLE catalog (
  gateway VARCHAR(200) NOT NULL,
  hash    VARCHAR(200) NOT NULL,
  site    VARCHAR(200) NOT NULL,
  seen_at BIGINT NOT NULL,
  points  TEXT NOT NULL,
  PRIMARY KEY (gateway, hash)
);

CREATE TABLE dead_letter (
  id      BIGINT PRIMARY KEY,
  time    BIGINT NOT NULL,
  topic   TEXT NOT NULL,
  reason  TEXT NOT NULL,
  payload TEXT NOT NULL
);

CREATE TABLE dropped (
  gateway   VARCHAR(200) NOT NULL,
  stream    VARCHAR(64) NOT NULL,
  first_seq BIGINT NOT NULL,
  last_seq  BIGINT NOT NULL,
  time      BIGINT NOT NULL,
  PRIMARY KEY (gateway, stream, first_seq)
);

CREATE TABLE account (
  name          VARCHAR(200) PRIMARY KEY,
  password_hash VARCHAR(400) NOT NULL,
  role          VARCHAR(40) NOT NULL,
  created_at    BIGINT NOT NULL
);

CREATE TABLE web_session (
  token_hash VARCHAR(64) PRIMARY KEY,
  account    VARCHAR(200) NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE audit (
  time    BIGINT NOT NULL,
  account VARCHAR(200) NOT NULL,
  act     VARCHAR(80) NOT NULL,
  subject VARCHAR(400) NOT NULL,
  detail  TEXT NOT NULL
);
CREATE INDEX audit_time ON audit (time);
