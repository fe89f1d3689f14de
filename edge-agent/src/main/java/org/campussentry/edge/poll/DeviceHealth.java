package org.campussentry.edge.poll;

/**
 * How a device does. Immutable.
 *
 * @param device its id
 * @param sinceTick when it came into this state, in milliseconds since the machine booted
 */
public record DeviceHealth(String device, State state, long sinceTick, Counts counts) {

  /** What is known of a device. */
  public enum State {
    /** Neither answered nor failed yet. */
    UNKNOWN("unknown"),
    /** It answered, or spoke, when it last could. */
    ONLINE("online"),
    /** It failed once or twice in a row. */
    FAILING("failing"),
    /** It failed three times or more in a row, and is asked rarely. */
    OFFLINE("offline");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** Its name where people and programs read it, lower case. */
    public String word() {
      return word;
    }
  }
}
