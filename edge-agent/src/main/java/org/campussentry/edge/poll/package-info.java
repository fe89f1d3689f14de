/**
 * When to ask whom. Takes in devices and their bus, polls each at a fixed phase, backs off from the
 * dead without delaying the living, and hands on readings with the moment they were had.
 */
package org.campussentry.edge.poll;
