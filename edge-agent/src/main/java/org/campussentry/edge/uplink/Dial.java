package org.campussentry.edge.uplink;

import org.campussentry.edge.outbox.Payload;

/**
 * Whom to call and under what name. Immutable.
 *
 * @param will what the broker publishes on `status` when the agent is gone
 */
record Dial(BrokerConfig broker, String site, String gateway, Payload will) {

  String clientId() {
    return "sentry-" + site + "-" + gateway;
  }

  String topic(String kind) {
    return "sentry/v1/" + site + "/" + gateway + "/" + kind;
  }
}
