package org.campussentry.ingest.account;

import java.util.List;
import java.util.Optional;

/** Where sessions are kept. Thread-safe. */
public interface SessionStore {
  void openSession(String tokenHash, Session session);

  /** Also one that has ended by time. */
  Optional<Session> session(String tokenHash);

  /** All, the last used first. */
  List<Session> sessions();

  void sessionSeen(String id, long at);

  /** False when there is none. */
  boolean endSession(String id);

  /** Ends all of an account but one; that may be empty. */
  void endSessions(String account, String but);

  /** Forgets those that end by then, or were not used since. */
  void forgetSessions(long endedBy, long unusedSince);
}
