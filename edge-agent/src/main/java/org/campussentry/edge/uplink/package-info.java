/**
 * The way to the campus. Takes in readings, makes batches of them, has each kept by the outbox
 * before it is published, and drains the outbox as receipts come. Owns the MQTT session and the
 * wire format; hands on to the broker, and the campus' time to the clock.
 */
package org.campussentry.edge.uplink;
