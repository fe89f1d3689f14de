package org.campussentry.ingest.notice;

import java.util.List;

/** Where deliveries outlive the process. Thread-safe; a call returns when its change is durable. */
public interface DeliveryStore {
  /** False when this alert's change has a delivery for this channel already. */
  boolean create(Delivery delivery);

  void update(Delivery delivery);

  List<Delivery> waiting();

  /** All deliveries about one alert, oldest first. */
  List<Delivery> of(String alert);
}
