/**
 * Which gateways, buses and devices the campus has, and where. Takes in the plan (a resource) and
 * the buses that were opened, and hands on a world of slaves that moves with time and faults, and
 * the files that the gateways and the ingest service start from.
 */
package org.campussentry.simulator.campus;
