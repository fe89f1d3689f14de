package org.campussentry.ingest.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Who is logged in. Thread-safe. */
public final class Sessions {
  /** A desk that nobody used for a shift is not logged in any more. */
  public static final Duration IDLE = Duration.ofHours(12);

  /** Also where it is used without a pause. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** Not each request is worth a write. */
  private static final long NOTED_EVERY_MS = 60_000;

  private static final int AGENT_MAX = 200;

  private final AccountStore store;
  private final InstantSource clock;
  private final Executor notes;

  /**
   * @param notes writes down who is still there, apart from the request
   */
  public Sessions(AccountStore store, InstantSource clock, Executor notes) {
    this.store = store;
    this.clock = clock;
    this.notes = notes;
  }

  /**
   * Logs an account in.
   *
   * @return the token, which is known nowhere else
   */
  public String open(String account, String address, String agent) {
    long now = clock.millis();
    store.forgetSessions(now, now - IDLE.toMillis());
    String token = Secrets.token();
    String shown = agent.substring(0, Math.min(agent.length(), AGENT_MAX));
    store.openSession(
        Secrets.sha256(token),
        new Session(Secrets.id(), account, now, now, now + LONGEST.toMillis(), address, shown));
    store.loggedIn(account, now);
    return token;
  }

  /**
   * Who shows this token; empty when it is none, its session has ended or its account is closed.
   */
  public Optional<Caller> caller(String token) {
    Optional<Session> found = store.session(Secrets.sha256(token)).filter(this::isOpen);
    found.ifPresent(this::note);
    return found.flatMap(
        s ->
            store
                .account(s.account())
                .filter(Account::enabled)
                .map(a -> new Caller(a, s.id(), Optional.empty(), a.role(), a.role().rights())));
  }

  private void note(Session session) {
    long now = clock.millis();
    if (now - session.seenAt() >= NOTED_EVERY_MS) {
      notes.execute(() -> store.sessionSeen(session.id(), now));
    }
  }

  private boolean isOpen(Session session) {
    long now = clock.millis();
    return now < session.endsAt() && now - session.seenAt() < IDLE.toMillis();
  }

  /** Those that are open, the last used first. */
  public List<Session> open() {
    return store.sessions().stream().filter(this::isOpen).toList();
  }

  public boolean end(String id) {
    return store.endSession(id);
  }
}
