/**
 * Lines to devices. Takes in a {@link org.campussentry.edge.bus.Request} and hands on an {@link
 * org.campussentry.edge.bus.Answer}: what the device said, or what went wrong. Opens and reopens
 * serial ports and connections; knows nothing of what the answers mean.
 */
package org.campussentry.edge.bus;
