package org.campussentry.ingest.duty;

import java.time.Instant;
import java.util.Optional;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;

/**
 * Work that was planned at a point or in an area: a defrosting, a winter holiday. Immutable.
 *
 * @param target an area of the site, or one point
 * @param until exclusive; there is always one
 * @param by the account that wrote it down
 */
public record MaintenanceWindow(
    String id, String site, Target target, String reason, Instant from, Instant until, String by) {

  /** What is worked on. */
  public sealed interface Target {}

  /** All points of areas. */
  public record InArea(AreaGlob area) implements Target {
    @Override
    public boolean equals(Object other) {
      return other instanceof InArea a && a.area.toString().equals(area.toString());
    }

    @Override
    public int hashCode() {
      return area.toString().hashCode();
    }
  }

  /** One point. */
  public record AtPoint(PointId point) implements Target {}

  public boolean covers(Point point, Instant time) {
    return covers(point.site(), point.area(), point.id().toString(), time);
  }

  /** As {@link org.campussentry.ingest.watch.OutOfService} asks. */
  boolean covers(String atSite, String atArea, String source, Instant time) {
    return !time.isBefore(from) && time.isBefore(until) && concerns(atSite, atArea, source);
  }

  /**
   * Whether that is worked on, whenever.
   *
   * @param source the full id of a point, or what else an alert is about
   */
  public boolean concerns(String atSite, String atArea, String source) {
    boolean here =
        target instanceof AtPoint one
            ? one.point().toString().equals(source)
            : target instanceof InArea all && all.area().matches(atArea);
    return here && site.equals(atSite);
  }

  /** The area, when it is about one. */
  public Optional<AreaGlob> area() {
    return target instanceof InArea in ? Optional.of(in.area()) : Optional.empty();
  }

  /** The point, when it is about one. */
  public Optional<PointId> point() {
    return target instanceof AtPoint at ? Optional.of(at.point()) : Optional.empty();
  }
}
