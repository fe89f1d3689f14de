package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "online, true",
    "Offline, false",
    "'{\"state\":\"online\"}', true",
    "'{\"state\":\"offline\"}', false",
    "'{\"state\":1}', ",
    "'{\"state\"', ",
    "'{}', ",
    "'', ",
    "yes, "
  })
  void words_and_objects_are_understood_and_all_else_says_nothing(String payload, Boolean online) {
    assertThat(Availability.online(bytes(payload)).orElse(null)).isEqualTo(online);
  }

  @Test
  void only_the_change_to_offline_is_news() {
    var availability = new Availability();
    assertThat(availability.wentOffline("a", bytes("online"))).isFalse();
    assertThat(availability.wentOffline("a", bytes("offline"))).isTrue();
    assertThat(availability.wentOffline("a", bytes("offline"))).isFalse();
    assertThat(availability.wentOffline("a", bytes("rubbish"))).isFalse();
    assertThat(availability.gone(List.of("b", "a"))).isTrue();
    assertThat(availability.wentOffline("a", bytes("online"))).isFalse();
    assertThat(availability.gone(List.of("b", "a"))).isFalse();
  }
}
