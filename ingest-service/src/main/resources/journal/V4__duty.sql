-- What people changed in the rota: one row a role of a shift.
CREATE TABLE duty_assignment (
  day        VARCHAR(10) NOT NULL,
  shift      VARCHAR(200) NOT NULL,
  role       VARCHAR(20) NOT NULL,
  person     VARCHAR(200) NOT NULL,
  changed_by VARCHAR(200) NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (day, shift, role)
);

-- Alerts are a list of ids, with commas between.
CREATE TABLE duty_handover (
  id          VARCHAR(240) PRIMARY KEY,
  site        VARCHAR(200) NOT NULL,
  changed_at  BIGINT NOT NULL,
  taken_at    BIGINT NOT NULL,
  outgoing    VARCHAR(200) NOT NULL,
  incoming    VARCHAR(200) NOT NULL,
  alerts      TEXT NOT NULL,
  outgoing_by VARCHAR(200),
  outgoing_at BIGINT,
  incoming_by VARCHAR(200),
  incoming_at BIGINT
);
CREATE INDEX duty_handover_changed ON duty_handover (changed_at);

-- Of an area or of a point; the other one is empty.
CREATE TABLE maintenance (
  id         VARCHAR(40) PRIMARY KEY,
  site       VARCHAR(200) NOT NULL,
  area       VARCHAR(400) NOT NULL,
  point      VARCHAR(600) NOT NULL,
  reason     TEXT NOT NULL,
  from_at    BIGINT NOT NULL,
  until_at   BIGINT NOT NULL,
  created_by VARCHAR(200) NOT NULL,
  ended_by   VARCHAR(200)
);

CREATE TABLE duty_call (
  call_key VARCHAR(900) PRIMARY KEY,
  alert    VARCHAR(32) NOT NULL,
  kind     VARCHAR(20) NOT NULL,
  person   VARCHAR(200),
  why      TEXT NOT NULL,
  made_at  BIGINT NOT NULL
);
CREATE INDEX duty_call_alert ON duty_call (alert);
