package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.junit.jupiter.api.Test;

/** The golden messages of the wire contract, and what must not get through. */
class WireCodecTest {
  private static final long NOW = 1_760_000_001_000L;
  private static final Topic DATA = new Topic("main", "gw-canteen1", Topic.Kind.DATA);

  static byte[] golden(String name) throws IOException {
    return Files.readString(Path.of("..", "mosquitto", "messages", name))
        .stripTrailing()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static WireCodec.Decoded decode(Topic.Kind kind, String name) throws IOException {
    return WireCodec.decode(new Topic("main", "gw-canteen1", kind), golden(name), NOW);
  }

  private static PointId id(String wire) {
    return new PointId("gw-canteen1", wire);
  }

  @Test
  void data() throws IOException {
    WireCodec.DataBatch data = (WireCodec.DataBatch) decode(Topic.Kind.DATA, "data.json");
    assertThat(data.badRows()).isEmpty();
    Batch batch = data.batch();
    assertThat(batch.key()).isEqualTo(new Batch.Key("gw-canteen1", "k3v9q2x7a1b4", 812));
    assertThat(batch.catalog()).isEqualTo("9f3c5a10");
    assertThat(batch.unsure()).isFalse();
    assertThat(batch.readings())
        .containsExactly(
            new Reading.Measured(id("cold1.temperature"), 1_760_000_000_000L, 3.4),
            new Reading.Measured(id("cold1.humidity"), 1_760_000_000_000L, 61.2),
            new Reading.Unavailable(id("spray1.flow"), 1_760_000_000_015L, Reason.TIMEOUT),
            new Reading.Measured(id("gate1.body_temperature"), 1_760_000_000_120L, 36.6),
            new Reading.Measured(id("gate1.crossings"), 1_760_000_000_120L, 418));
  }

  @Test
  void a_payload_that_claims_another_gateway_or_site_is_refused_whatever_it_is() {
    for (Topic.Kind kind : Topic.Kind.values()) {
      Topic topic = new Topic("main", "gw-a", kind);
      assertThat(WireCodec.decode(topic, bytes("{\"v\":1,\"gateway\":\"gw-b\"}"), NOW))
          .isEqualTo(
              new WireCodec.Unreadable(
                  new Fault(
                      Fault.Kind.CLAIM,
                      "it claims \"gateway\" \"gw-b\", but came on a topic of gw-a: the topic counts."
                          + " Leave it out of the payload")));
      assertThat(WireCodec.decode(topic, bytes("{\"v\":1,\"site\":[\"main\"]}"), NOW))
          .asString()
          .contains("it claims \"site\" [\"main\"], but came on a topic of main");
      assertThat(
              WireCodec.decode(
                  topic, bytes("{\"v\":1,\"site\":\"main\",\"gateway\":\"gw-a\"}"), NOW))
          .asString()
          .as("the truth may be repeated")
          .doesNotContain("claims");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void history_is_a_lane_and_not_another_format() throws IOException {
    WireCodec.DataBatch data = (WireCodec.DataBatch) decode(Topic.Kind.HISTORY, "history.json");
    assertThat(data.batch().readings())
        .containsExactly(
            new Reading.Measured(id("cold1.temperature"), 1_759_999_000_000L, -18.5),
            new Reading.Unavailable(
                id("cold1.temperature"), 1_759_999_005_000L, Reason.OUT_OF_RANGE));
  }

  @Test
  void a_batch_whose_time_is_unsure_says_so() throws IOException {
    WireCodec.DataBatch data = (WireCodec.DataBatch) decode(Topic.Kind.DATA, "data-unsure.json");
    assertThat(data.batch().unsure()).isTrue();
  }

  @Test
  void catalog() throws IOException {
    var catalog = ((WireCodec.GatewayCatalog) decode(Topic.Kind.CATALOG, "catalog.json")).catalog();
    assertThat(catalog.hash()).isEqualTo("9f3c5a10");
    assertThat(catalog.points()).hasSize(5);
    assertThat(catalog.points().get(0))
        .isEqualTo(
            new Point(
                id("cold1.temperature"),
                "main",
                "canteen-1/cold-store",
                "cold1",
                "temperature",
                "Cel",
                5000,
                false));
    assertThat(catalog.byWireId().get("gate1.body_temperature").event()).isTrue();
  }

  @Test
  void status() throws IOException {
    Status online =
        ((WireCodec.GatewayStatus) decode(Topic.Kind.STATUS, "status-dropped.json")).status();
    assertThat(online.online()).isTrue();
    assertThat(online.outboxBatches()).isEqualTo(9000);
    assertThat(online.clock()).isEqualTo("synced");
    assertThat(online.dropped())
        .containsExactly(
            new Status.Dropped("j8r1m5p0c6d2", 200, 417),
            new Status.Dropped("k3v9q2x7a1b4", 0, 12));
    Status offline =
        ((WireCodec.GatewayStatus) decode(Topic.Kind.STATUS, "status-offline.json")).status();
    assertThat(offline.online()).isFalse();
  }

  @Test
  void what_a_gateway_knows_of_itself() throws IOException {
    SelfReport self =
        ((WireCodec.GatewayStatus) decode(Topic.Kind.STATUS, "status-self.json")).status().self();
    assertThat(self.outboxHours()).hasValue(74.2);
    assertThat(self.board()).hasValue(48.2);
    assertThat(self.disk()).contains(new SelfReport.Disk(12_884_901_888L, 31_268_536_320L));
    SelfReport.Config config = self.config().orElseThrow();
    assertThat(config.version()).hasValue(7);
    assertThat(config.trying()).isTrue();
    assertThat(config.refused().orElseThrow().why()).startsWith("version 6:12:");
    assertThat(self.buses()).extracting(SelfReport.Bus::name).containsExactly("rs485-1", "zigbee");
    assertThat(self.buses().get(1).away()).isTrue();
    assertThat(self.buses().get(0).devices().get(1))
        .isEqualTo(
            new SelfReport.Device(
                "cold2",
                "offline",
                1_760_000_300_000L,
                Map.of("polls", 64L, "answered", 60L, "timeouts", 8L, "late", 2L)));
  }

  @Test
  void an_older_agent_tells_less_of_itself_and_nonsense_is_nothing() throws IOException {
    SelfReport none =
        ((WireCodec.GatewayStatus) decode(Topic.Kind.STATUS, "status-offline.json"))
            .status()
            .self();
    assertThat(none.config()).isEmpty();
    assertThat(none.buses()).isEmpty();
    var odd =
        """
        {"v":1,"state":"online","stream":"a","config":[],"disk":7,"board":"hot",
         "buses":{"b":{"load":"x","devices":{"d":{"state":"dancing","polls":-1.5}}}}}""";
    SelfReport read =
        ((WireCodec.GatewayStatus)
                WireCodec.decode(
                    new Topic("main", "gw-a", Topic.Kind.STATUS),
                    odd.getBytes(StandardCharsets.UTF_8),
                    0))
            .status()
            .self();
    assertThat(read.buses().get(0).devices().get(0).state()).isEqualTo("unknown");
    assertThat(read.board()).isEmpty();
  }

  @Test
  void good_rows_go_on_beside_a_bad_one() throws IOException {
    WireCodec.DataBatch data =
        (WireCodec.DataBatch) decode(Topic.Kind.DATA, "bad/data-one-bad-row.json");
    assertThat(data.batch().readings()).hasSize(2);
    assertThat(data.badRows())
        .extracting(WireCodec.BadRow::reason)
        .containsExactly(
            "row 1: cold1.humidity: neither a number nor null with a reason: [\"cold1.humidity\",0,\"sixty\"]");
  }

  @Test
  void a_time_far_ahead_and_an_unknown_reason_are_named() throws IOException {
    assertThat(((WireCodec.DataBatch) decode(Topic.Kind.DATA, "bad/data-year-2100.json")).badRows())
        .singleElement()
        .asString()
        .contains("2100-01-01T00:00:00Z lies 27111 days ahead", "set the gateway's clock");
    assertThat(
            ((WireCodec.DataBatch) decode(Topic.Kind.DATA, "bad/data-unknown-reason.json"))
                .badRows())
        .extracting(WireCodec.BadRow::reason)
        .containsExactly("row 0: cold1.temperature: v1 has no reason 'tired'");
  }

  @Test
  void what_is_no_message_of_ours_is_unreadable() throws IOException {
    assertThat(decode(Topic.Kind.DATA, "bad/data-not-json.txt"))
        .isInstanceOfSatisfying(
            WireCodec.Unreadable.class, u -> assertThat(u.reason()).startsWith("not JSON"));
    assertThat(decode(Topic.Kind.DATA, "bad/data-not-v1.json"))
        .isInstanceOfSatisfying(
            WireCodec.Unreadable.class, u -> assertThat(u.reason()).startsWith("not v1"));
    assertThat(WireCodec.decode(DATA, new byte[10 << 20], NOW))
        .isInstanceOfSatisfying(
            WireCodec.Unreadable.class, u -> assertThat(u.reason()).contains("10485760 bytes"));
    assertThat(WireCodec.decode(DATA, new byte[0], NOW)).isInstanceOf(WireCodec.Unreadable.class);
  }

  @Test
  void each_fault_is_of_a_kind_that_a_page_can_say() throws IOException {
    assertThat(WireCodec.decode(DATA, bytes("[1]"), NOW))
        .isEqualTo(new WireCodec.Unreadable(new Fault(Fault.Kind.NOT_JSON, "not a JSON object")));
    assertThat(kind(WireCodec.decode(DATA, bytes("{\"v\":2}"), NOW))).isEqualTo(Fault.Kind.VERSION);
    assertThat(kind(WireCodec.decode(DATA, bytes("{\"v\":1}"), NOW))).isEqualTo(Fault.Kind.FIELD);
    assertThat(kind(WireCodec.decode(DATA, new byte[10 << 20], NOW)))
        .isEqualTo(Fault.Kind.TOO_LARGE);
    assertThat(kind(decode(Topic.Kind.DATA, "bad/data-year-2100.json")))
        .isEqualTo(Fault.Kind.CLOCK);
    assertThat(kind(decode(Topic.Kind.DATA, "bad/data-unknown-reason.json")))
        .isEqualTo(Fault.Kind.UNKNOWN_REASON);
    assertThat(kind(decode(Topic.Kind.DATA, "bad/data-one-bad-row.json")))
        .isEqualTo(Fault.Kind.ROW);
    for (Fault.Kind kind : Fault.Kind.values()) {
      assertThat(Fault.Kind.of(kind.word())).isEqualTo(kind);
    }
  }

  private static Fault.Kind kind(WireCodec.Decoded decoded) {
    return decoded instanceof WireCodec.DataBatch data
        ? data.badRows().get(0).fault().kind()
        : ((WireCodec.Unreadable) decoded).fault().kind();
  }

  @Test
  void no_damage_to_a_good_message_throws() throws IOException {
    byte[] good = golden("data.json");
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
      assertThat(WireCodec.decode(DATA, java.util.Arrays.copyOf(damaged, length), NOW)).isNotNull();
    }
  }

  @Test
  void texts_for_which_the_journal_has_no_room_are_refused() {
    String catalog =
        "{\"v\":1,\"hash\":\"h\",\"points\":[{\"id\":\"a.t\",\"area\":\"a\",\"device\":\"a\",\"quantity\":\"t\","
            + "\"unit\":\"%s\",\"every\":5000}]}";
    Topic topic = new Topic("main", "gw", Topic.Kind.CATALOG);
    assertThat(WireCodec.decode(topic, bytes(catalog.formatted("℃".repeat(40))), NOW))
        .isInstanceOf(WireCodec.GatewayCatalog.class);
    for (String unit : new String[] {"m".repeat(41), "\\u0000"}) {
      assertThat(WireCodec.decode(topic, bytes(catalog.formatted(unit)), NOW))
          .isInstanceOfSatisfying(
              WireCodec.Unreadable.class,
              u -> assertThat(u.reason()).contains("\"unit\" is not a text of up to 40"));
    }
    String row =
        "{\"v\":1,\"stream\":\"s\",\"seq\":1,\"cat\":\"h\",\"t0\":0,\"r\":[[\"a.%s\",0,1]]}";
    assertThat(WireCodec.decode(DATA, bytes(row.formatted("t".repeat(199))), NOW))
        .isInstanceOfSatisfying(WireCodec.DataBatch.class, d -> assertThat(d.badRows()).hasSize(1));
    assertThat(WireCodec.decode(DATA, bytes(row.formatted("t".repeat(198))), NOW))
        .isInstanceOfSatisfying(WireCodec.DataBatch.class, d -> assertThat(d.badRows()).isEmpty());
    assertThat(Topic.parse("sentry/v1/main/" + "g".repeat(101) + "/data")).isEmpty();
    assertThat(Topic.parse("sentry/v1/main/" + "g".repeat(100) + "/data")).isPresent();
  }

  @Test
  void topics() {
    assertThat(Topic.parse("sentry/v1/main/gw-1/data"))
        .contains(new Topic("main", "gw-1", Topic.Kind.DATA));
    assertThat(Topic.parse("sentry/v1/main/gw-1/receipt")).isEmpty();
    assertThat(Topic.parse("sentry/v1/main/GW/data")).isEmpty();
    assertThat(Topic.parse("sentry/v2/main/gw-1/data")).isEmpty();
    assertThat(Topic.parse("sentry/v1/main/gw-1/data/more")).isEmpty();
  }
}
