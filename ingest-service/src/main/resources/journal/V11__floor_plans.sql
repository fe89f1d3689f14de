-- A picture of a site or of one of its buildings, whose name is empty for the site itself.
CREATE TABLE floor_plan (
  site       VARCHAR(200) NOT NULL,
  building   VARCHAR(200) NOT NULL,
  type       VARCHAR(20) NOT NULL,
  digest     VARCHAR(64) NOT NULL,
  content    ${bytes} NOT NULL,
  changed_by VARCHAR(200) NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (site, building)
);

-- Where points lie on it, as parts of its width and height from the upper left corner.
CREATE TABLE floor_plan_point (
  site     VARCHAR(200) NOT NULL,
  building VARCHAR(200) NOT NULL,
  point    VARCHAR(400) NOT NULL,
  x        DOUBLE PRECISION NOT NULL,
  y        DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (site, building, point)
);
