package org.campussentry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.account.Accounts;
import org.campussentry.ingest.backup.HomeLock;
import org.campussentry.ingest.command.Talk;
import org.campussentry.ingest.journal.Journal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Exit codes: 0 done, 1 not done, 2 configuration. */
@Command(
    name = "reset-password",
    mixinStandardHelpOptions = true,
    description =
        "Gives an account a new password, shown once and to be changed at the next login; the service runs or stands still.")
final class ResetPasswordCommand implements Callable<Integer> {
  /** Who did it, for the audit trail: whoever may run this as the service's user. */
  private static final String BY = "(command line)";

  private static final String DONE = "password ";

  @ParentCommand private IngestService service;

  @Parameters(paramLabel = "USER", description = "the name that is typed at the login")
  private String user;

  @Override
  public Integer call() {
    try {
      IngestConfig config = IngestConfig.load(service.configFile(), System.getenv());
      if (Files.notExists(config.home())) {
        throw new IOException("there is no home " + config.home() + "; the service never ran");
      }
      ProvisionCommand.checkOwner(config.home());
      String answer = answer(config);
      if (!answer.startsWith(DONE)) {
        throw new IOException(answer);
      }
      System.out.printf(
          "New password of %s: %s%nIt is shown only this time, and has to be changed at the next login; all sessions of %s have ended.%n",
          user, answer.substring(DONE.length()), user);
      return 0;
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException | IllegalStateException e) {
      System.err.println("The password was not reset: " + e.getMessage());
      return 1;
    }
  }

  /** A running service does it itself: it may have another version than this command. */
  private String answer(IngestConfig config) throws IOException, ConfigException {
    Optional<HomeLock> lock = HomeLock.enter(config.home());
    if (lock.isEmpty()) {
      try (Talk talk = Talk.with(config.home(), "reset-password " + user)) {
        return talk.hear().orElseThrow(() -> new IOException("the service ended meanwhile"));
      }
    }
    try (HomeLock held = lock.get();
        Journal journal =
            Service.journal(config, service.configFile().toAbsolutePath().getParent())) {
      return reset(journal.accounts(), user, Clock.systemUTC());
    }
  }

  /** What is said to who asked. */
  static String reset(AccountStore store, String user, Clock clock) {
    Accounts.Outcome outcome = new Accounts(store, clock).reset(user);
    if (outcome instanceof Accounts.Outcome.Refused refused) {
      return refused.why();
    }
    store.audit(clock.millis(), BY, "password-reset", user, "");
    return DONE + ((Accounts.Outcome.Password) outcome).password();
  }
}
