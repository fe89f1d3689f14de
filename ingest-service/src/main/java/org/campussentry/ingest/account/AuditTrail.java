package org.campussentry.ingest.account;

import java.util.List;
import java.util.Optional;

/** What was changed by whom. Thread-safe. Nothing is ever taken out of it. */
public interface AuditTrail {
  /**
   * One change. Times in milliseconds since 1970.
   *
   * @param account who; {@code user/token} for a program
   * @param subject the id of what was changed
   * @param detail what else is to be known
   * @param before what it was; empty when there was nothing
   * @param after what it is now; empty when there is nothing
   */
  record Entry(
      long id,
      long time,
      String account,
      String act,
      String subject,
      String detail,
      String before,
      String after) {}

  /**
   * What is looked for, times in milliseconds since 1970.
   *
   * @param until not included
   * @param user an account, with all of its tokens
   * @param subject a part of it
   * @param below only entries with a lower id: what comes after a page
   */
  record Query(
      long from,
      long until,
      Optional<String> user,
      Optional<String> subject,
      long below,
      int limit) {}

  void audit(
      long time,
      String account,
      String act,
      String subject,
      String detail,
      String before,
      String after);

  /** Of what has no before and after. */
  default void audit(long time, String account, String act, String subject, String detail) {
    audit(time, account, act, subject, detail, "", "");
  }

  /** The newest first. */
  List<Entry> audited(Query query);
}
