-- What had to be disinfected, as it was asked for when its time came; nothing is ever changed in it.
CREATE TABLE disinfection_slot (
  id            VARCHAR(300) PRIMARY KEY,
  plan          VARCHAR(200) NOT NULL,
  site          VARCHAR(200) NOT NULL,
  area          VARCHAR(400) NOT NULL,
  opens_at      BIGINT NOT NULL,
  due_at        BIGINT NOT NULL,
  agent         TEXT NOT NULL,
  concentration DOUBLE PRECISION NOT NULL,
  contact_ms    BIGINT NOT NULL,
  litres        DOUBLE PRECISION NOT NULL,
  spraying_ms   BIGINT NOT NULL,
  square_metres DOUBLE PRECISION,
  pressure_low  DOUBLE PRECISION,
  pressure_high DOUBLE PRECISION,
  sprayer       VARCHAR(200)
);
CREATE INDEX disinfection_slot_opens ON disinfection_slot (opens_at);

-- Up to when slots were laid out, by the sites of an instance.
CREATE TABLE disinfection_laid (
  sites      VARCHAR(400) PRIMARY KEY,
  laid_until BIGINT NOT NULL
);

-- How a slot stood; version 0 is replaced in its course, each later one stays.
CREATE TABLE disinfection_verdict (
  slot      VARCHAR(300) NOT NULL,
  version   INTEGER NOT NULL,
  found_at  BIGINT NOT NULL,
  cause     VARCHAR(20) NOT NULL,
  measured  VARCHAR(20) NOT NULL,
  state     VARCHAR(20) NOT NULL,
  flaws     TEXT NOT NULL,
  notes     TEXT NOT NULL,
  litres    DOUBLE PRECISION NOT NULL,
  wet_ms    BIGINT NOT NULL,
  mean      DOUBLE PRECISION,
  lowest    DOUBLE PRECISION,
  highest   DOUBLE PRECISION,
  seen      DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (slot, version)
);

-- The runs on which a version rests.
CREATE TABLE disinfection_run (
  slot          VARCHAR(300) NOT NULL,
  version       INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  sprayer       VARCHAR(200) NOT NULL,
  site          VARCHAR(200) NOT NULL,
  area          VARCHAR(400) NOT NULL,
  start_at      BIGINT NOT NULL,
  end_at        BIGINT NOT NULL,
  running       INTEGER NOT NULL,
  wet_ms        BIGINT NOT NULL,
  dry_ms        BIGINT NOT NULL,
  unseen_ms     BIGINT NOT NULL,
  litres        DOUBLE PRECISION NOT NULL,
  pauses        TEXT NOT NULL,
  mean          DOUBLE PRECISION,
  lowest        DOUBLE PRECISION,
  highest       DOUBLE PRECISION,
  pressure_mean DOUBLE PRECISION,
  pressure_low  DOUBLE PRECISION,
  pressure_high DOUBLE PRECISION,
  tank          VARCHAR(20) NOT NULL,
  fall_litres   DOUBLE PRECISION NOT NULL,
  refills       INTEGER NOT NULL,
  creep_litres  DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (slot, version, number)
);

-- What people said of a slot; it stands beside what was measured.
CREATE TABLE disinfection_entry (
  id           ${counted},
  slot         VARCHAR(300) NOT NULL,
  kind         VARCHAR(20) NOT NULL,
  person       VARCHAR(200) NOT NULL,
  reason       TEXT NOT NULL,
  strip        DOUBLE PRECISION,
  closed_until BIGINT,
  entered_by   VARCHAR(200) NOT NULL,
  entered_at   BIGINT NOT NULL
);
CREATE INDEX disinfection_entry_slot ON disinfection_entry (slot);

-- Where a portable sprayer was, by whose word.
CREATE TABLE disinfection_assignment (
  id          ${counted},
  sprayer     VARCHAR(200) NOT NULL,
  site        VARCHAR(200) NOT NULL,
  area        VARCHAR(400) NOT NULL,
  from_at     BIGINT NOT NULL,
  until_at    BIGINT NOT NULL,
  way         VARCHAR(20) NOT NULL,
  person      VARCHAR(200) NOT NULL,
  assigned_by VARCHAR(200) NOT NULL,
  assigned_at BIGINT NOT NULL
);
CREATE INDEX disinfection_assignment_from ON disinfection_assignment (from_at);
