package org.campussentry.ingest;

import java.time.Instant;
import java.util.function.ObjLongConsumer;
import org.campussentry.ingest.coverage.Expectations;
import org.campussentry.ingest.disinfection.DisinfectionDesk;
import org.campussentry.ingest.intake.Batch;
import org.campussentry.ingest.intake.Intake;
import org.campussentry.ingest.intake.Status;
import org.campussentry.ingest.ledger.LedgerDesk;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.watch.Watch;
import org.campussentry.ingest.web.GatewayBoard;

/**
 * Hands what the intake decoded to the watch, catalogs to the account of what is expected, and
 * readings to the desks of disinfection and of ledgers.
 */
record Sightings(
    Watch watch,
    GatewayBoard gateways,
    Expectations expectations,
    DisinfectionDesk disinfection,
    LedgerDesk ledgers,
    ObjLongConsumer<Batch> canary)
    implements Intake.Listener {
  @Override
  public void status(Status status, boolean live, long nowMs) {
    gateways.put(status, nowMs);
    if (live && status.online()) {
      watch.onHeard(status.site(), status.gateway(), nowMs);
    }
  }

  @Override
  public void catalog(Catalog catalog, long nowMs) {
    watch.onCatalog(catalog, nowMs);
    expectations.onCatalog(catalog, nowMs);
  }

  @Override
  public void batch(Batch batch, boolean live, long nowMs) {
    if (live) {
      watch.onHeard(batch.site(), batch.gateway(), nowMs);
    }
    watch.onReadings(batch.site(), batch.readings(), nowMs);
    disinfection.onReadings(batch.readings(), Instant.ofEpochMilli(nowMs));
    ledgers.onReadings(batch.readings(), Instant.ofEpochMilli(nowMs));
  }

  @Override
  public void canary(Batch batch, long nowMs) {
    canary.accept(batch, nowMs);
  }
}
