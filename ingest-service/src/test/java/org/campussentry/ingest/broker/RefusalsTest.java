package org.campussentry.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.campussentry.ingest.broker.Refusals.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalsTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Refusals.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Instant now = Instant.EPOCH;
  private final Refusals refusals = new Refusals(() -> now);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  private List<String> said() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void all_is_counted_and_the_same_is_told_once_an_hour() {
    for (int i = 0; i < 5; i++) {
      refusals.refuse(
          Reason.TOPIC, "gw-a", true, "10.0.0.7:40" + i, "topic sentry/v1/main/gw-b/data");
    }
    assertThat(refusals.total(Reason.TOPIC)).isEqualTo(5);
    assertThat(said())
        .singleElement()
        .asString()
        .contains("'gw-a' from 10.0.0.7: topic sentry/v1/main/gw-b/data. A gateway writes below");
    refusals.refuse(Reason.TOPIC, "gw-b", true, "10.0.0.7:1", "topic x");
    assertThat(said()).as("another gateway is news").hasSize(2);
    now = now.plus(Duration.ofHours(1));
    refusals.refuse(Reason.TOPIC, "gw-a", true, "10.0.0.7:1", "topic x");
    assertThat(said()).hasSize(3);
  }

  @Test
  void who_tries_many_names_is_told_of_once_and_writes_no_lines_of_ours() {
    refusals.refuse(
        Reason.CREDENTIALS, "a\nERROR Service: all is lost", false, "/10.0.0.7:1", "wrong");
    for (int i = 0; i < 50; i++) {
      refusals.refuse(Reason.CREDENTIALS, "guess" + i, false, "10.0.0.7:" + i, "wrong");
    }
    assertThat(said()).singleElement().asString().doesNotContain("\n");
    assertThat(refusals.total(Reason.CREDENTIALS)).isEqualTo(51);
  }
}
