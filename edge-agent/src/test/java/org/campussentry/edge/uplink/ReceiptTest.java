package org.campussentry.edge.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.outbox.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
  private static Optional<Receipt> read(String text) {
    return Receipt.read(text.getBytes(UTF_8));
  }

  @Test
  void stored_and_rejected() throws IOException {
    Receipt receipt = read(WireTest.golden("receipt.json")).orElseThrow();
    assertThat(receipt.now()).isEqualTo(1_760_000_001_000L);
    assertThat(receipt.stored()).containsExactly(new Range("k3v9q2x7a1b4", 790, 812));
    assertThat(receipt.rejected())
        .containsExactly(new Receipt.Rejection(new Range("k3v9q2x7a1b4", 813, 813), "not v1"));
    assertThat(receipt.settles()).isTrue();
  }

  @Test
  void dropped_ranges_name_their_own_stream() throws IOException {
    Receipt receipt = read(WireTest.golden("receipt-dropped.json")).orElseThrow();
    assertThat(receipt.dropped()).containsExactly(new Range("j8r1m5p0c6d2", 200, 417));
    assertThat(receipt.stored()).hasSize(2);
  }

  @Test
  void the_answer_to_a_status_settles_nothing() throws IOException {
    assertThat(read(WireTest.golden("receipt-now.json")).orElseThrow().settles()).isFalse();
  }

  @Test
  void what_a_later_version_adds_is_passed_over_and_the_order_is_free() {
    Receipt receipt =
        read("""
                {"more":{"a":[[1]]},"stored":[[1,2,{"b":[3]},4]],"rejected":[[5,6,"odd",[7]]],
                 "dropped":[["older",8,9,null]],"stream":"its","now":10,"v":1,"last":[{}]}
                """)
            .orElseThrow();
    assertThat(receipt)
        .isEqualTo(
            new Receipt(
                10,
                "its",
                List.of(new Range("its", 1, 2)),
                List.of(new Receipt.Rejection(new Range("its", 5, 6), "odd")),
                List.of(new Range("older", 8, 9))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"v\":2,\"now\":1}",
        "{\"v\":1}",
        "{\"v\":1,\"now\":1,\"stream\":\"a\",\"stored\":[[1]]}",
        "{\"v\":1,\"now\":1,\"stream\":\"a\",\"stored\":[[\"1\",2]]}",
        "{\"v\":1,\"now\":1,\"stream\":\"a\",\"stored\":[1,2]}",
        "{\"v\":1,\"now\":1,\"stream\":\"a\",\"stored\":{}}",
        "{\"v\":1,\"now\":1,\"stream\":\"a\",\"dropped\":[[1,2,3.5]]}"
      })
  void what_is_no_receipt_is_nothing(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void every_truncation_is_nothing() throws IOException {
    String whole = WireTest.golden("receipt-dropped.json");
    for (int length = 0; length < whole.length(); length++) {
      assertThat(read(whole.substring(0, length))).as("first %d characters", length).isEmpty();
    }
  }
}
