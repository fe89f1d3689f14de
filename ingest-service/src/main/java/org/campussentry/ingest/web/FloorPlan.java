package org.campussentry.ingest.web;

import java.util.List;

/**
 * A picture of a site or of one of its buildings, with the points that lie on it. Immutable.
 *
 * @param picture what is told of the picture, with who put it there and when
 */
public record FloorPlan(Place place, Photo.About picture, List<Spot> spots) {
  /** Bytes of a picture. A plan is drawn, not photographed. */
  static final int MAX = 2 << 20;

  /** More than these cover any picture. */
  static final int SPOTS_MAX = 500;

  /**
   * What it shows.
   *
   * @param building the first part of the paths of its areas; empty for the site as a whole
   */
  public record Place(String site, String building) {
    /** {@code main}, or {@code main:canteen-1}. */
    static Place of(String id) {
      int colon = id.indexOf(':');
      return colon < 0
          ? new Place(id, "")
          : new Place(id.substring(0, colon), id.substring(colon + 1));
    }

    public String id() {
      return building.isEmpty() ? site : site + ":" + building;
    }
  }

  /**
   * A point on the picture.
   *
   * @param point its full id
   * @param x part of the width from the left, 0 to 1
   * @param y part of the height from above, 0 to 1
   */
  public record Spot(String point, double x, double y) {}

  public FloorPlan {
    spots = List.copyOf(spots);
  }
}
