package org.campussentry.ingest.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import org.campussentry.ingest.daily.DailyWriter;
import org.campussentry.ingest.duty.People;

/** The routes of what is recorded for others: days, disinfection, supplies, ledgers. */
final class RecordRoutes {
  private RecordRoutes() {}

  static void mount(
      Router router,
      Vertx vertx,
      WebServer.Sources from,
      Signing signing,
      Times times,
      InstantSource clock) {
    People people = from.duty().plan().people();
    new DailyApi(
            from.daily(),
            new DailyWriter(from.campus(), people, from.rules()),
            new DailyView(people, times),
            signing,
            from.accounts(),
            clock)
        .mount(router);
    new SendingsApi(from.sender(), from.daily(), from.accounts(), times, clock).mount(router);
    DisinfectionView disinfection = new DisinfectionView(from.campus(), people, times);
    new DisinfectionApi(
            from.disinfection(),
            new Curves(from.watch(), from.history(), times),
            from.doorCodes(),
            signing,
            from.accounts(),
            disinfection,
            clock)
        .mount(router);
    RecordPart record = new RecordPart(from.disinfection(), from.campus(), people, clock);
    new RecordApi(record, times, clock).mount(router);
    new PlansApi(from.plans(), from.disinfection(), from.accounts(), disinfection, clock)
        .mount(router);
    new SuppliesApi(
            from.supplies(),
            from.items(),
            signing,
            from.accounts(),
            new SuppliesView(from.campus(), people, times),
            clock)
        .mount(router);
    new LedgersApi(
            from.ledgers(),
            from.campus(),
            from.watch(),
            people,
            signing,
            from.accounts(),
            times,
            clock)
        .mount(router, vertx);
    new InspectionApi(from.pack(), from.keeping(), from.accounts(), times, clock)
        .mount(router, vertx);
  }
}
