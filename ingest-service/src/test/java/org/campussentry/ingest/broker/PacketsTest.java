package org.campussentry.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.campussentry.ingest.broker.Refusals.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketsTest {
  private static final byte[] CONNECT = {
    0x10, 16, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 3, 'g', 'w', 'a'
  };
  private static final int MOST = 100;

  private final Packets packets = new Packets();

  private Optional<Reason> follow(byte... bytes) {
    return packets.follow(Unpooled.wrappedBuffer(bytes), MOST).map(Wrong::reason);
  }

  @Test
  void a_connect_counts_when_its_last_byte_came_wherever_it_is_cut() {
    for (byte each : CONNECT) {
      assertThat(packets.connected()).isFalse();
      assertThat(follow(each)).isEmpty();
    }
    assertThat(packets.connected()).isTrue();
    assertThat(follow((byte) 0xC0, (byte) 0, (byte) 0x30, (byte) 3)).as("ping, publish").isEmpty();
    assertThat(follow((byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xC0, (byte) 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST / HTTP/1.1", "PROXY TCP4", "0"})
  void what_is_no_connect_is_refused_with_its_first_byte(String text) {
    assertThat(follow(text.substring(0, 1).getBytes(StandardCharsets.US_ASCII)))
        .contains(Reason.CONNECT);
  }

  @Test
  void a_connect_of_something_else_is_refused_before_it_is_kept() {
    assertThat(follow((byte) 0x10, (byte) 50, (byte) 0, (byte) 6)).contains(Reason.CONNECT);
  }

  @Test
  void a_packet_that_is_too_large_is_refused_by_its_header() {
    assertThat(follow((byte) 0x10, (byte) (MOST + 1))).contains(Reason.PACKET);
    Packets others = new Packets();
    assertThat(others.follow(Unpooled.wrappedBuffer(CONNECT), MOST)).isEmpty();
    byte[] endless = {0x30, -1, -1, -1, -1};
    assertThat(others.follow(Unpooled.wrappedBuffer(endless), Integer.MAX_VALUE)).isPresent();
  }
}
