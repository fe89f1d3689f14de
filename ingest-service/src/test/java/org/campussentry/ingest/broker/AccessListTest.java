package org.campussentry.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessListTest {
  @TempDir private static Path folder;
  private static final AccessList LIST = list();

  private static AccessList list() {
    try {
      return AccessList.read(Path.of("none")).with("gw-a", "main").with("gw-b", "west");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "catalog", "data", "history"})
  void a_gateway_writes_its_own_and_the_service_hears_it(String kind) {
    assertThat(LIST.mayWrite("gw-a", "sentry/v1/main/gw-a/" + kind)).isTrue();
    assertThat(LIST.mayRead("gw-a", "sentry/v1/main/gw-a/" + kind)).isFalse();
    assertThat(LIST.mayWrite("gw-b", "sentry/v1/main/gw-a/" + kind)).isFalse();
    assertThat(LIST.mayWrite("ingest", "sentry/v1/main/gw-a/" + kind)).isFalse();
    assertThat(LIST.mayRead("ingest", "sentry/v1/+/+/" + kind)).isTrue();
  }

  @Test
  void the_service_speaks_for_its_canary_and_for_no_other() {
    assertThat(LIST.mayWrite("ingest", "sentry/v1/main/sentry-canary/data")).isTrue();
    assertThat(LIST.mayWrite("ingest", "sentry/v1/+/sentry-canary/data")).isFalse();
    assertThat(LIST.mayWrite("ingest", "sentry/v1/main/sentry-canary/history")).isFalse();
    assertThat(LIST.mayWrite("gw-a", "sentry/v1/main/sentry-canary/data")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"receipt", "config"})
  void the_service_writes_and_that_gateway_hears_it(String kind) {
    assertThat(LIST.mayWrite("ingest", "sentry/v1/main/gw-a/" + kind)).isTrue();
    assertThat(LIST.mayRead("gw-a", "sentry/v1/main/gw-a/" + kind)).isTrue();
    assertThat(LIST.mayRead("gw-a", "sentry/v1/+/gw-a/" + kind)).isFalse();
    assertThat(LIST.mayRead("gw-b", "sentry/v1/main/gw-a/" + kind)).isFalse();
    assertThat(LIST.mayWrite("gw-a", "sentry/v1/main/gw-a/" + kind)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "+/+/+/+/+",
        "sentry/#",
        "sentry/v1/+/+/receipt",
        "sentry/v1/main/#",
        "sentry/v1/main/gw-a/#",
        "sentry/v1/main/gw-a/+",
        "sentry/v1/main/gw-a/receipt/",
        "sentry/v1/main/gw-a/receipt::queue",
        "sentry.v1.main.gw-a.receipt",
        "$share/x/sentry/v1/main/gw-a/receipt",
        "$SYS/#",
        "activemq/management",
        "activemq.management",
        ""
      })
  void what_reaches_further_is_refused_as_a_whole(String filter) {
    assertThat(LIST.mayRead("gw-a", filter)).isFalse();
    assertThat(LIST.mayWrite("gw-a", filter)).isFalse();
    assertThat(LIST.mayWrite("ingest", filter)).isFalse();
  }

  @Test
  void another_site_is_as_far_away_as_another_gateway() {
    assertThat(LIST.mayWrite("gw-a", "sentry/v1/west/gw-a/data")).isFalse();
    assertThat(LIST.mayRead("gw-a", "sentry/v1/west/gw-a/config")).isFalse();
    assertThat(LIST.mayWrite("gw-c", "sentry/v1/main/gw-c/data")).as("not in the list").isFalse();
    AccessList moved = LIST.with("gw-a", "west");
    assertThat(moved.mayWrite("gw-a", "sentry/v1/west/gw-a/data")).isTrue();
    assertThat(moved.mayWrite("gw-a", "sentry/v1/main/gw-a/data")).isFalse();
    assertThat(LIST.without("gw-a").mayWrite("gw-a", "sentry/v1/main/gw-a/data")).isFalse();
  }

  @Test
  void its_text_is_what_it_was_read_from_and_what_mosquitto_ships_with() throws IOException {
    Path file = Files.writeString(folder.resolve("acl"), LIST.text());
    assertThat(AccessList.read(file).text()).isEqualTo(LIST.text());
    assertThat(AccessList.read(file).siteOf("gw-b")).hasValue("west");
    String shipped = Files.readString(Path.of("..", "mosquitto", "acl"));
    assertThat(LIST.without("gw-b").text())
        .isEqualTo(shipped.replace("SITE", "main").replace("GATEWAY", "gw-a"));
  }

  @Test
  void a_user_that_is_no_id_may_nothing() {
    assertThat(LIST.mayWrite(".*", "sentry/v1/main/gw-a/data")).isFalse();
    assertThat(LIST.mayRead("+", "sentry/v1/main/+/receipt")).isFalse();
    assertThat(LIST.mayWrite("", "sentry/v1/main//data")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "gw-a, sentry-main~gw-a, true",
    "gw-a, anything, false",
    "gw-a, sentry-west~gw-a, false",
    "gw-c, sentry-main~gw-c, false",
    "gw-a, sentry-main~gw-b, false",
    "gw-a, sentry-ingest, false",
    "gw-a, sentry-gw-a, false",
    ".*, sentry-main~gw-b, false",
    "ingest, sentry-ingest, true"
  })
  void nobody_takes_the_client_id_of_another(String user, String client, boolean may) {
    assertThat(LIST.mayBe(user, client)).isEqualTo(may);
  }
}
