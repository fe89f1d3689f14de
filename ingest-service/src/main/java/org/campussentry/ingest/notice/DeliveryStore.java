package org.campussentry.ingest.notice;

import java.util.List;
import java.util.Optional;

/** Where deliveries outlive the process. Thread-safe; a call returns when its change is durable. */
public interface DeliveryStore {
  /** False when this alert's change has a delivery for this channel already. */
  boolean create(Delivery delivery);

  /** All of it but whether its link was used. */
  void update(Delivery delivery);

  Optional<Delivery> find(String id);

  /** Its link was used. False when that was so before, or there is no such delivery. */
  boolean acknowledge(String id, long now);

  List<Delivery> waiting();

  /** All deliveries about one alert, oldest first. */
  List<Delivery> of(String alert);
}
