-- Several people with a role each.
ALTER TABLE account ADD COLUMN full_name VARCHAR(400) NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN person VARCHAR(200);
ALTER TABLE account ADD COLUMN enabled INTEGER NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN password_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN logged_in_at BIGINT NOT NULL DEFAULT 0;

-- Who was logged in logs in once more.
DROP TABLE web_session;
CREATE TABLE web_session (
  token_hash VARCHAR(64) PRIMARY KEY,
  id         VARCHAR(32) NOT NULL UNIQUE,
  account    VARCHAR(200) NOT NULL,
  opened_at  BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  ends_at    BIGINT NOT NULL,
  address    VARCHAR(100) NOT NULL,
  agent      VARCHAR(400) NOT NULL
);

CREATE TABLE api_token (
  token_hash VARCHAR(64) PRIMARY KEY,
  id         VARCHAR(32) NOT NULL UNIQUE,
  name       VARCHAR(400) NOT NULL,
  account    VARCHAR(200) NOT NULL,
  role       VARCHAR(40) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at    BIGINT NOT NULL,
  revoked_at BIGINT NOT NULL
);

-- Many changes share a millisecond: the number tells their order, and where a page ends.
CREATE TABLE audit_entry (
  id      ${counted},
  time    BIGINT NOT NULL,
  account VARCHAR(400) NOT NULL,
  act     VARCHAR(80) NOT NULL,
  subject VARCHAR(400) NOT NULL,
  detail  TEXT NOT NULL,
  was     TEXT NOT NULL,
  is_now  TEXT NOT NULL
);
INSERT INTO audit_entry (time, account, act, subject, detail, was, is_now)
  SELECT time, account, act, subject, detail, '', '' FROM audit ORDER BY time;
DROP TABLE audit;
CREATE INDEX audit_entry_time ON audit_entry (time);
