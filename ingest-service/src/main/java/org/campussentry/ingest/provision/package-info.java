/**
 * What gateways are given by hand, through commands beside the running service: the key by which
 * they trust the campus, and their configurations. Takes in files, hands on signed messages to the
 * broker, and tells what the gateway made of them.
 */
package org.campussentry.ingest.provision;
