package org.campussentry.edge.uplink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.campussentry.edge.Fuzz;
import org.campussentry.edge.outbox.Range;
import org.junit.jupiter.api.Test;

/** A batch is forgotten by its receipt only, so nothing else may pass as one. */
class ReceiptFuzzTest {
  private static final String RECEIPT =
      "{\"v\":%s,\"now\":%s,\"stream\":\"a\",\"stored\":%s,\"rejected\":[[%s,%s,\"not v1\"]]}";

  @Test
  void only_whole_numbers_that_are_there_settle_anything() throws IOException {
    String golden = WireTest.golden("receipt.json");
    String other = WireTest.golden("receipt-dropped.json");
    Fuzz.inputs(
        "receipts",
        20_000,
        random -> {
          String bad =
              Fuzz.one(
                  random,
                  "\"1\"",
                  "1.5",
                  "null",
                  "{}",
                  "[1]",
                  "true",
                  "1e999",
                  "NaN",
                  "-",
                  "18446744073709551617",
                  "9".repeat(2000));
          String[] parts = {"1", "1760000001000", "[[790,812]]", "813", "814"};
          assertThat(read(RECEIPT.formatted((Object[]) parts))).isPresent();
          parts[random.nextInt(parts.length)] = bad;
          String wrong = RECEIPT.formatted((Object[]) parts);
          if (parts[2].equals(bad)) {
            read(wrong).ifPresent(receipt -> assertThat(receipt.stored()).as(wrong).isEmpty());
          } else {
            assertThat(read(wrong)).as(wrong).isEmpty();
          }
          String text = Fuzz.damaged(random, golden, other);
          read(text).ifPresent(receipt -> assertSaid(receipt, text));
        });
  }

  private static java.util.Optional<Receipt> read(String text) {
    return Receipt.read(text.getBytes(ISO_8859_1));
  }

  private static void assertSaid(Receipt receipt, String text) {
    assertThat(text).contains("" + receipt.now());
    Stream.concat(
            receipt.stored().stream(), receipt.rejected().stream().map(Receipt.Rejection::range))
        .forEach(range -> assertSaid(range, text));
    receipt.dropped().forEach(range -> assertSaid(range, text));
  }

  private static void assertSaid(Range range, String text) {
    assertThat(text).contains("" + range.first(), "" + range.last());
  }
}
