package org.campussentry.edge.uplink;

/** Where this gateway stands and whom it tells. Immutable. */
public record UplinkConfig(String site, String gateway, BrokerConfig broker) {}
