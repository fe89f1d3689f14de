-- What people made of entries of the campus file on the page (plans of disinfection, supplies); nothing is ever changed
-- in it. Without keys the entry is the file's again.
CREATE TABLE amendment (
  kind       VARCHAR(40) NOT NULL,
  entry      VARCHAR(200) NOT NULL,
  number     INTEGER NOT NULL,
  site       VARCHAR(200) NOT NULL,
  keys       TEXT,
  base       TEXT,
  changed_by VARCHAR(200) NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (kind, entry, number)
);

-- What came into a store of supplies, left it or was counted; nothing is ever changed in it, a mistake is corrected by
-- another row. Rows with a slot are worked out from its runs: one for each version that changed the amount.
CREATE TABLE supply_movement (
  number     ${counted},
  item       VARCHAR(200) NOT NULL,
  site       VARCHAR(200) NOT NULL,
  kind       VARCHAR(20) NOT NULL,
  amount     DOUBLE PRECISION NOT NULL,
  at         BIGINT NOT NULL,
  corrects   BIGINT,
  slot       VARCHAR(300),
  version    INTEGER,
  expires    VARCHAR(10),
  person     VARCHAR(200) NOT NULL,
  note       TEXT NOT NULL,
  entered_by VARCHAR(200) NOT NULL,
  entered_at BIGINT NOT NULL
);
CREATE INDEX supply_movement_item ON supply_movement (item);
CREATE UNIQUE INDEX supply_movement_slot ON supply_movement (item, slot, version);
