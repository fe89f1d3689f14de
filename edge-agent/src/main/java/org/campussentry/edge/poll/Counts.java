package org.campussentry.edge.poll;

/**
 * What happened on a bus since the agent started, or to one device of it. Immutable.
 *
 * @param polls how often a device was asked, a probe of an offline one included; not while the line
 *     was away
 * @param answered those of them in which the device was there
 * @param timeouts requests without an answer; a retry is a request of its own
 * @param damaged requests, or messages, of which only damaged bytes came
 * @param exceptions requests that were answered with a Modbus exception
 * @param sensorFaults polls and messages with a reading that says that the sensor is broken
 * @param late due times that passed while the bus was busy with others
 * @param said messages of devices that speak by themselves
 * @param silent periods in which such a device was to speak, and did not
 */
public record Counts(
    long polls,
    long answered,
    long timeouts,
    long damaged,
    long exceptions,
    long sensorFaults,
    long late,
    long said,
    long silent) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  Counts plus(Counts other) {
    return new Counts(
        polls + other.polls,
        answered + other.answered,
        timeouts + other.timeouts,
        damaged + other.damaged,
        exceptions + other.exceptions,
        sensorFaults + other.sensorFaults,
        late + other.late,
        said + other.said,
        silent + other.silent);
  }
}
