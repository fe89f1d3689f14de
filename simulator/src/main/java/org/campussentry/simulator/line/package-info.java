/**
 * A serial line without hardware. Takes in bytes from a pseudo-terminal, and hands on Modbus RTU
 * frames to a server, whose answers it sends at the speed of a real wire.
 */
package org.campussentry.simulator.line;
