/**
 * When to ask whom, and whom to listen to. Takes in devices and their bus, polls each at a fixed
 * phase or takes what it says by itself, backs off from the dead without delaying the living, and
 * hands on readings with the moment they were had.
 */
package org.campussentry.edge.poll;
