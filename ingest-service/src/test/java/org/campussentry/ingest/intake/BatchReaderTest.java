package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read in one pass is what the codec reads, and what is odd is left to the codec. */
class BatchReaderTest {
  private static final long NOW = 1_760_000_001_000L;
  private static final Topic DATA = new Topic("main", "gw-canteen1", Topic.Kind.DATA);

  private final Catalogs catalogs = new Catalogs();
  private final BatchReader reader = new BatchReader(catalogs);

  @BeforeEach
  void declare() throws IOException {
    Topic topic = new Topic("main", "gw-canteen1", Topic.Kind.CATALOG);
    var decoded = WireCodec.decode(topic, WireCodecTest.golden("catalog.json"), NOW);
    catalogs.put(((WireCodec.GatewayCatalog) decoded).catalog());
  }

  private static Batch byCodec(byte[] payload) {
    var batch = (WireCodec.DataBatch) WireCodec.decode(DATA, payload, NOW);
    assertThat(batch.badRows()).isEmpty();
    return batch.batch();
  }

  @Test
  void golden_batches_are_read_as_the_codec_reads_them() throws IOException {
    for (String name : List.of("data.json", "data-unsure.json", "history.json")) {
      byte[] payload = WireCodecTest.golden(name);
      assertThat(reader.read(DATA, payload, NOW)).as(name).contains(byCodec(payload));
    }
  }

  @Test
  void what_is_bad_is_left_to_the_codec() throws IOException {
    for (String name :
        List.of(
            "data-not-json.txt",
            "data-not-v1.json",
            "data-one-bad-row.json",
            "data-unknown-point.json",
            "data-unknown-reason.json",
            "data-year-2100.json")) {
      byte[] payload = WireCodecTest.golden("bad/" + name);
      assertThat(reader.read(DATA, payload, NOW)).as(name).isEmpty();
    }
    Topic stranger = new Topic("main", "gw-stranger", Topic.Kind.DATA);
    assertThat(reader.read(stranger, WireCodecTest.golden("data.json"), NOW)).isEmpty();
  }

  @Test
  void ids_are_those_of_the_catalog() throws IOException {
    Batch batch = reader.read(DATA, WireCodecTest.golden("data.json"), NOW).orElseThrow();
    assertThat(batch.readings().get(0).point())
        .isSameAs(catalogs.find(batch).orElseThrow().get("cold1.temperature").id());
  }

  @Test
  void whatever_damage_it_takes_the_codec_takes_and_reads_the_same() throws IOException {
    byte[] good = WireCodecTest.golden("data.json");
    Random random = new Random(11);
    int taken = 0;
    for (int i = 0; i < 40_000; i++) {
      byte[] damaged = good.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        int at = random.nextInt(damaged.length);
        damaged[at] = random.nextBoolean() ? good[random.nextInt(good.length)] : damaged[at];
        damaged[at] = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : damaged[at];
      }
      int length = random.nextInt(8) == 0 ? random.nextInt(damaged.length) : damaged.length;
      byte[] payload = Arrays.copyOf(damaged, length);
      Optional<Batch> read = reader.read(DATA, payload, NOW);
      if (read.isPresent()) {
        taken++;
        assertThat(read.get())
            .as(new String(payload, StandardCharsets.UTF_8))
            .isEqualTo(byCodec(payload));
      }
    }
    assertThat(taken).isGreaterThan(1000);
  }

  @Test
  void a_field_given_twice_or_rows_before_their_time_are_left_to_the_codec() {
    for (String odd :
        List.of(
            "{\"v\":1,\"v\":1,\"stream\":\"s\",\"seq\":1,\"cat\":\"9f3c5a10\",\"t0\":5,\"r\":[]}",
            "{\"v\":1,\"stream\":\"s\",\"seq\":1,\"cat\":\"9f3c5a10\",\"r\":[[\"cold1.humidity\",0,1]],\"t0\":5}",
            "{\"v\":1,\"stream\":\"s\",\"seq\":1,\"cat\":\"9f3c5a10\",\"t0\":5,\"t0\":6,\"r\":[]}")) {
      assertThat(reader.read(DATA, odd.getBytes(StandardCharsets.UTF_8), NOW)).as(odd).isEmpty();
    }
  }
}
