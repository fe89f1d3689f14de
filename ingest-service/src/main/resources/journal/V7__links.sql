-- Keys that sign; and when the link of a message was used.
CREATE TABLE secret (
  name  VARCHAR(40) PRIMARY KEY,
  value VARCHAR(200) NOT NULL
);
ALTER TABLE delivery ADD COLUMN acknowledged_at BIGINT NOT NULL DEFAULT 0;
