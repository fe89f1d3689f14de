package org.campussentry.ingest.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.campussentry.ingest.print.Pdf;

/**
 * Ledgers in the pack: of each that was issued the last version as PDF, and every version as the
 * text of which its digest is.
 */
public final class LedgerPart implements PackPart {
  private static final int LEDGERS_MAX = 1001;

  private final LedgerDesk desk;
  private final LedgerForms forms = new LedgerForms();

  public LedgerPart(LedgerDesk desk) {
    this.desk = desk;
  }

  @Override
  public String title(boolean english) {
    return Word.PACK_LEDGERS.in(english);
  }

  @Override
  public List<File> files(LocalDate from, LocalDate to, boolean english) {
    List<File> files = new ArrayList<>();
    for (LedgerStore.Issued issued : desk.store().issued(from, to, LEDGERS_MAX)) {
      LedgerKey key = issued.key();
      String path = "ledgers/%s_%s_v".formatted(key.span(), Pack.safe(key.subject()));
      files.add(
          new File(
              path + issued.number() + ".pdf",
              "%s · %s · %d".formatted(key.span(), key.subject(), issued.number()),
              out -> Pdf.write(html(key, issued.number(), english), out)));
      for (int number = 1; number <= issued.number(); number++) {
        int at = number;
        files.add(
            new File(
                path + number + ".json",
                "%s · %s · %d · JSON".formatted(key.span(), key.subject(), number),
                out -> out.write(version(key, at).text().getBytes(StandardCharsets.UTF_8))));
      }
    }
    return files;
  }

  private LedgerVersion.Kept version(LedgerKey key, int number) throws IOException {
    List<LedgerVersion.Kept> versions = desk.store().versions(key);
    if (versions.size() < number) {
      throw new IOException(key.id() + " has no version " + number + " any more");
    }
    return versions.get(number - 1);
  }

  private String html(LedgerKey key, int number, boolean english) throws IOException {
    LedgerVersion.Kept kept = version(key, number);
    List<Change> changes =
        number == 1
            ? List.of()
            : Change.between(version(key, number - 1).version().ledger(), kept.version().ledger());
    return forms.html(new LedgerWriter(english, desk.zone()).issued(kept, changes));
  }
}
