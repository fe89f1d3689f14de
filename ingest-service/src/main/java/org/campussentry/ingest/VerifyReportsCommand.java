package org.campussentry.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.campussentry.ingest.daily.Verification;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.journal.PostgresAddress;
import org.campussentry.ingest.ledger.LedgerCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Exit codes: 0 all is as it was written, 1 not, or it can't be read, 2 configuration. */
@Command(
    name = "verify-reports",
    mixinStandardHelpOptions = true,
    description =
        "Looks whether the reports of days and the issued ledgers are as they were written; the"
            + " service runs or stands still.")
final class VerifyReportsCommand implements Callable<Integer> {
  @ParentCommand private IngestService service;

  @Override
  public Integer call() {
    try {
      IngestConfig config = IngestConfig.load(service.configFile(), System.getenv());
      if (Files.notExists(config.home())) {
        System.err.println("There is no home " + config.home() + "; the service never ran");
        return 1;
      }
      Verification verification = new Verification();
      LedgerCheck ledgers = new LedgerCheck();
      try (Journal journal = journal(config, service.configFile().toAbsolutePath().getParent())) {
        journal.daily().each(verification::look);
        ledgers.look(journal.ledgers());
      }
      verification.found().forEach(System.out::println);
      ledgers.found().forEach(System.out::println);
      System.out.printf(
          "%d steps, %d not as they were written%n",
          verification.steps(), verification.found().size());
      System.out.printf(
          "%d versions of ledgers, %d not as they were issued%n",
          ledgers.versions(), ledgers.found().size());
      if (!verification.digest().isEmpty()) {
        System.out.println("The last digest is " + verification.digest());
      }
      return verification.found().isEmpty() && ledgers.found().isEmpty() ? 0 : 1;
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (RuntimeException e) {
      System.err.println("The reports can't be read: " + e.getMessage());
      return 1;
    }
  }

  private static Journal journal(IngestConfig config, Path folder) throws ConfigException {
    Optional<PostgresAddress> shared = config.journalAddress(folder);
    return shared.isPresent()
        ? Journal.look(shared.get(), config.sites())
        : Journal.look(config.home(), config.sites());
  }
}
