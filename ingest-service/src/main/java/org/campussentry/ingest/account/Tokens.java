package org.campussentry.ingest.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** What programs and walls log in with. Thread-safe. */
public final class Tokens {
  public static final Duration LONGEST = Duration.ofDays(730);
  public static final int NAME_MAX = 80;

  /** Tells it from the token of a session, and to those who search a leak. */
  private static final String BEGIN = "cst_";

  private static final long NOTED_EVERY_MS = 300_000;

  /** What comes of asking for one. */
  public sealed interface Outcome {
    /** The secret is known here and nowhere else. */
    record Made(ApiToken token, String secret) implements Outcome {}

    record Refused(String why) implements Outcome {}
  }

  private final AccountStore store;
  private final InstantSource clock;
  private final Executor notes;

  /**
   * @param notes writes down that one was used, apart from the request
   */
  public Tokens(AccountStore store, InstantSource clock, Executor notes) {
    this.store = store;
    this.clock = clock;
    this.notes = notes;
  }

  /** Makes one that does no more than who asks for it may. */
  public Outcome make(Caller maker, String name, Role role, Duration good) {
    if (name.isBlank()
        || name.codePointCount(0, name.length()) > NAME_MAX
        || name.chars().anyMatch(Character::isISOControl)) {
      return new Outcome.Refused(
          "'name' says what the token is for, in one line of at most " + NAME_MAX + " characters");
    }
    if (!maker.rights().containsAll(role.rights())) {
      return new Outcome.Refused(
          "a token of role '%s' may more than you, who are %s"
              .formatted(role.word(), maker.role().word()));
    }
    if (good.compareTo(Duration.ZERO) <= 0 || good.compareTo(LONGEST) > 0) {
      return new Outcome.Refused("'days' is between 1 and " + LONGEST.toDays());
    }
    long now = clock.millis();
    String secret = BEGIN + Secrets.token();
    ApiToken token =
        new ApiToken(
            Secrets.id(), name, maker.account().name(), role, now, now + good.toMillis(), 0, 0);
    store.addToken(Secrets.sha256(secret), token);
    return new Outcome.Made(token, secret);
  }

  public static boolean isOne(String text) {
    return text.startsWith(BEGIN);
  }

  /** Who shows it; empty when it is none, good no more, or its maker's account is closed. */
  public Optional<Caller> caller(String secret) {
    Optional<ApiToken> found =
        store.token(Secrets.sha256(secret)).filter(t -> t.isGood(clock.millis()));
    found.ifPresent(this::note);
    return found.flatMap(
        token ->
            store
                .account(token.account())
                .filter(Account::enabled)
                .map(account -> caller(account, token)));
  }

  private void note(ApiToken token) {
    long now = clock.millis();
    if (now - token.usedAt() >= NOTED_EVERY_MS) {
      notes.execute(() -> store.tokenUsed(token.id(), now));
    }
  }

  private static Caller caller(Account account, ApiToken token) {
    Set<Right> rights = EnumSet.noneOf(Right.class);
    rights.addAll(token.role().rights());
    rights.retainAll(account.role().rights());
    return new Caller(
        account, token.id(), Optional.of(token.name()), token.role(), Set.copyOf(rights));
  }

  /** Also those that are good no more, the newest first. */
  public List<ApiToken> all() {
    return store.tokens();
  }

  public boolean isGood(ApiToken token) {
    return token.isGood(clock.millis());
  }

  public boolean revoke(String id) {
    return store.revokeToken(id, clock.millis());
  }
}
