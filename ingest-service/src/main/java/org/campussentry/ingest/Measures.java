package org.campussentry.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.campussentry.ingest.history.HistoryWriter;
import org.campussentry.ingest.intake.MqttSession;
import org.campussentry.ingest.journal.JournalDeadLetters;
import org.campussentry.ingest.watch.Watch;

/** What {@code /metrics} tells of the service as a whole. */
final class Measures {
  private Measures() {}

  static void take(
      PrometheusMeterRegistry metrics,
      Watch watch,
      HistoryWriter writer,
      MqttSession session,
      JournalDeadLetters deadLetters) {
    new JvmMemoryMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new UptimeMetrics().bindTo(metrics);
    FunctionCounter.builder("sentry.readings.stored", writer, HistoryWriter::stored)
        .register(metrics);
    FunctionCounter.builder("sentry.dead.letters", deadLetters, JournalDeadLetters::total)
        .register(metrics);
    Gauge.builder("sentry.history.waiting", writer, HistoryWriter::waiting).register(metrics);
    Gauge.builder("sentry.intake.waiting", session, MqttSession::waiting).register(metrics);
    Gauge.builder("sentry.broker.connected", session, s -> s.isConnected() ? 1 : 0)
        .register(metrics);
    Gauge.builder("sentry.watch.deaf", watch, w -> w.isDeaf() ? 1 : 0).register(metrics);
    Gauge.builder("sentry.alerts.open", watch, w -> w.openAlerts().size()).register(metrics);
    Gauge.builder("sentry.points", watch, w -> w.points().size()).register(metrics);
  }
}
