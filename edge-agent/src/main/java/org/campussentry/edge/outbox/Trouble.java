package org.campussentry.edge.outbox;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** What an error of SQLite means for whoever looks after the gateway; pure. */
enum Trouble {
  /** The file itself is broken: the only trouble for which it may be set aside. */
  DAMAGED("The file is broken."),
  FULL("Free some disk space."),
  LOCKED("Another program holds the file: close it."),
  FORBIDDEN(
      "Give the folder and every file in it to the user that runs the agent, and make the file"
          + " system writable."),
  /** SQLite tells a full disk so too, when it finds no room for its index of the journal. */
  DEVICE("The disk or card is full or failing: free some space, and see what `dmesg` says."),
  OTHER_VERSION(
      "Run that version of the agent, or move the file away if what is in it need not be sent."),
  OTHER("Check the disk and who owns the folder.");

  /** SQLITE_CORRUPT. */
  static final int CORRUPT = 11;

  /** Ours: SQLite has no codes below zero. */
  static final int SCHEMA_UNKNOWN = -1;

  private static final int ERROR = 1;
  private static final int PERM = 3;
  private static final int BUSY = 5;
  private static final int TABLE_LOCKED = 6;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int NO_ROOM = 13;
  private static final int CANTOPEN = 14;
  private static final int AUTH = 23;
  private static final int NOTADB = 26;

  /**
   * A bit that flips in the text of the schema renames a column, and SQLite finds nothing wrong
   * with it. Our statements ask for nothing that a file of this version does not have.
   */
  private static final Pattern UNNAMED =
      Pattern.compile("no such (column|table)|has no column named");

  /** A sentence that says what to do. */
  final String remedy;

  Trouble(String remedy) {
    this.remedy = remedy;
  }

  /** Whether some room on the disk would mend it. */
  boolean noRoom() {
    return this == FULL || this == DEVICE;
  }

  static Trouble of(SQLException error) {
    // The primary code: the driver has masked the extended one away.
    return switch (error.getErrorCode()) {
      case CORRUPT, NOTADB -> DAMAGED;
      case NO_ROOM -> FULL;
      case BUSY, TABLE_LOCKED -> LOCKED;
      case PERM, READONLY, CANTOPEN, AUTH -> FORBIDDEN;
      case IOERR -> DEVICE;
      case SCHEMA_UNKNOWN -> OTHER_VERSION;
      case ERROR -> UNNAMED.matcher(String.valueOf(error.getMessage())).find() ? DAMAGED : OTHER;
      default -> OTHER;
    };
  }
}
