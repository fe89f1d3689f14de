/**
 * Lines to devices. Takes in a {@link org.campussentry.edge.bus.Request} for registers or bits and
 * hands on an {@link org.campussentry.edge.bus.Answer}: the bytes, or what went wrong. Opens and
 * reopens serial ports and connections; knows nothing of what the registers mean.
 */
package org.campussentry.edge.bus;
