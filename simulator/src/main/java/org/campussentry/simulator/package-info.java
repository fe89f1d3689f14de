/**
 * A campus without hardware: takes in a folder and a seed, serves real Modbus slaves, and hands on
 * the files from which gateways and the ingest service start. Wires the parts and moves them with
 * time.
 */
package org.campussentry.simulator;
