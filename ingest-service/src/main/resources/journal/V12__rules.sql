-- What people made of rules on the page; nothing is ever changed in it. Without keys the rule is the file's again.
CREATE TABLE rule_change (
  rule       VARCHAR(200) NOT NULL,
  number     INTEGER NOT NULL,
  keys       TEXT,
  base       TEXT,
  changed_by VARCHAR(200) NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (rule, number)
);
