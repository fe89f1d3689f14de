package org.campussentry.ingest.web;

import java.util.List;
import java.util.Optional;

/** Where floor plans outlive the process. Thread-safe; what changes is durable on return. */
public interface FloorPlanStore {
  /** All, by site and building, without the content of their pictures. */
  List<FloorPlan> list();

  Optional<byte[]> picture(FloorPlan.Place place);

  /** Puts a picture there, or another in its place; points that lie on it stay where they are. */
  void put(FloorPlan.Place place, Photo.About about, byte[] content);

  /** Puts these points on it and takes all others away; false when there is no such plan. */
  boolean place(FloorPlan.Place place, List<FloorPlan.Spot> spots);

  /** Removes it with its points; false when there is none. */
  boolean remove(FloorPlan.Place place);
}
