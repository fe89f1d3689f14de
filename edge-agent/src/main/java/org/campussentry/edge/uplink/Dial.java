package org.campussentry.edge.uplink;

import java.util.List;
import org.campussentry.edge.outbox.Payload;

/**
 * Whom to call and under what name. Immutable.
 *
 * @param will what the broker publishes on `status` when the agent is gone
 * @param obeys whether the campus may send configurations
 */
record Dial(BrokerConfig broker, String site, String gateway, Payload will, boolean obeys) {

  String clientId() {
    return "sentry-" + site + "~" + gateway;
  }

  /** The topics to subscribe to. */
  List<String> hears() {
    return obeys ? List.of(topic("receipt"), topic("config")) : List.of(topic("receipt"));
  }

  String topic(String kind) {
    return "sentry/v1/" + site + "/" + gateway + "/" + kind;
  }
}
