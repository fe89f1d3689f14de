package org.campussentry.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A link says what was signed, for a day, and nothing else does. */
class AcknowledgeLinksTest {
  private static final Instant NOW = Instant.parse("2026-11-24T18:10:00Z");
  private static final String BASE = "https://sentry.example/a/";

  private final AcknowledgeLinks links =
      new AcknowledgeLinks(new byte[32], "https://sentry.example");

  private String token(UUID delivery, boolean personal) {
    String link = links.of(delivery.toString(), personal, NOW);
    assertThat(link).startsWith(BASE).hasSizeLessThan(100);
    return link.substring(BASE.length());
  }

  @Property(tries = 200)
  void what_was_signed_is_read(@ForAll long high, @ForAll long low, @ForAll boolean personal) {
    UUID delivery = new UUID(high, low);
    assertThat(links.open(token(delivery, personal), NOW.plus(Duration.ofHours(24))))
        .isEqualTo(new AcknowledgeLinks.Good(delivery.toString(), personal));
  }

  @Property(tries = 500)
  void a_changed_character_is_noticed(
      @ForAll long id, @ForAll @IntRange(max = 60) int at, @ForAll char other) {
    String token = token(new UUID(id, 1), false);
    int place = at % token.length();
    String changed = token.substring(0, place) + other + token.substring(place + 1);
    // The last letter of 128 bits carries two bits of them: four letters there say the same.
    assertThat(
            changed.equals(token) || links.open(changed, NOW) instanceof AcknowledgeLinks.Altered)
        .isTrue();
  }

  @Test
  void a_group_link_does_not_become_a_personal_one_and_a_key_of_others_signs_nothing() {
    String token = token(UUID.randomUUID(), false);
    assertThat(links.open("p" + token.substring(1), NOW)).isEqualTo(new AcknowledgeLinks.Altered());
    byte[] key = new byte[32];
    key[0] = 1;
    assertThat(new AcknowledgeLinks(key, "").open(token, NOW))
        .isEqualTo(new AcknowledgeLinks.Altered());
    assertThat(links.open("", NOW)).isEqualTo(new AcknowledgeLinks.Altered());
  }

  @Test
  void after_a_day_it_is_expired_not_altered() {
    assertThat(links.open(token(UUID.randomUUID(), true), NOW.plus(Duration.ofHours(25))))
        .isEqualTo(new AcknowledgeLinks.Expired());
  }
}
