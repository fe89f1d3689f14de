package org.campussentry.ingest.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.campussentry.ingest.daily.DailyCalls;
import org.campussentry.ingest.daily.DailyDay;
import org.campussentry.ingest.daily.DailyDesk;
import org.campussentry.ingest.daily.DailyDocument;
import org.campussentry.ingest.daily.DailyStore;
import org.campussentry.ingest.daily.DailyText;
import org.campussentry.ingest.daily.DailyWriter;
import org.campussentry.ingest.duty.Address;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.notice.Composer;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.notice.Enclosure;
import org.campussentry.ingest.notice.Notifier;
import org.campussentry.ingest.watch.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each day's report to its receivers: what is to be sent follows from the steps of the day
 * and from what was ordered before, so that a process that dies anywhere between loses nothing and
 * orders nothing twice. Thread-safe.
 */
public final class ReportSender implements Composer {
  private static final Logger log = LoggerFactory.getLogger(ReportSender.class);

  /** Late data make versions of three days; what they correct is a day older. */
  private static final int BACK_DAYS = 5;

  /** A report with its figures, as a program reads it. */
  private record Data(
      LocalDate date,
      int version,
      String state,
      String verdict,
      boolean sufficient,
      boolean over,
      String digest,
      DailyDocument document,
      Object report) {}

  private final List<Receiver> receivers;
  private final DailyDesk desk;
  private final DailyWriter writer;
  private final DailyText text;
  private final DailyCalls calls;
  private final DutyDesk duty;
  private final Notifier notifier;
  private final ZoneId zone;
  private final String publicUrl;
  private final DailyFiles files = new DailyFiles();
  private final Map<String, Set<String>> called = new LinkedHashMap<>();
  private boolean away;

  public ReportSender(
      List<Receiver> receivers,
      DailyDesk desk,
      DailyWriter writer,
      DailyCalls calls,
      DutyDesk duty,
      Notifier notifier,
      String publicUrl) {
    this.receivers = List.copyOf(receivers);
    this.desk = desk;
    this.writer = writer;
    this.calls = calls;
    this.duty = duty;
    this.notifier = notifier;
    this.zone = duty.roster().zone();
    this.text = new DailyText(zone);
    this.publicUrl = publicUrl;
  }

  public List<Receiver> receivers() {
    return receivers;
  }

  /** What was ordered of a day, oldest first; empty while the journal can't tell. */
  public Optional<List<Sending>> sendings(DailyStore.Day day) {
    return notifier.ordered(day.id()).map(all -> all.stream().map(Sending::of).toList());
  }

  /**
   * Orders what is due, and calls for what could not be sent. Call it every few seconds, from one
   * thread.
   *
   * @param telling hands a call over
   */
  public void round(Instant now, BiConsumer<Alert, Call> telling) {
    if (receivers.isEmpty()) {
      return;
    }
    try {
      Map<LocalDate, DailyDay> made =
          desk.heads(LocalDate.ofInstant(now, zone).minusDays(BACK_DAYS));
      for (DailyStore.Day day : desk.days(BACK_DAYS)) {
        Optional<List<Sending>> before = sendings(day);
        if (before.isPresent() && made.containsKey(day.date())) {
          receivers.forEach(r -> order(r, day, made.get(day.date()), before.get(), now));
          receivers.forEach(r -> callIfLost(r, day, before.get(), now, telling));
        }
      }
      away = false;
    } catch (RuntimeException e) {
      if (!away) {
        log.error(
            "Whether a report is to be sent can't be told now: {}; tried again", e.getMessage());
      }
      away = true;
    }
  }

  private void order(
      Receiver receiver, DailyStore.Day day, DailyDay made, List<Sending> all, Instant now) {
    List<Sending> before = all.stream().filter(receiver::isOf).toList();
    Wanted.of(receiver, made, before, zone, now)
        .ifPresent(wanted -> order(receiver, day, wanted, before.size(), ""));
  }

  /** The count of what was ordered before makes two orders of the same moment one. */
  private void order(Receiver receiver, DailyStore.Day day, Wanted wanted, int before, String by) {
    String id = UUID.randomUUID().toString();
    String key = receiver.to() + "|" + wanted + "|" + before;
    Address way = new Address(receiver.channel(), receiver.to());
    notifier.order(id, day.id(), key, way, Sending.order(id, day.date(), wanted, receiver, by));
    log.info("The report of {}, version {}, is sent to {}", day.date(), wanted.version(), way);
  }

  /** What came of a person's wish. */
  public enum Asked {
    ORDERED,
    /** One is being sent to that receiver. */
    ON_ITS_WAY,
    /** The journal does not answer. */
    AWAY
  }

  /** Sends the last version to one receiver, whatever was sent before. */
  public synchronized Asked again(
      Receiver receiver, DailyStore.Day day, DailyDay made, String account) {
    Optional<List<Sending>> all = sendings(day);
    if (all.isEmpty()) {
      return Asked.AWAY;
    }
    List<Sending> before = all.get().stream().filter(receiver::isOf).toList();
    if (before.stream().anyMatch(Sending::isWaiting)) {
      return Asked.ON_ITS_WAY;
    }
    DailyDay.Version last = made.last();
    Wanted wanted = new Wanted(last.number(), last.state().isConfirmed());
    order(receiver, day, wanted, before.size(), account);
    return Asked.ORDERED;
  }

  /** Somebody must hand it in by hand, or mend the channel. */
  private void callIfLost(
      Receiver receiver,
      DailyStore.Day day,
      List<Sending> all,
      Instant now,
      BiConsumer<Alert, Call> telling) {
    List<Sending> own = all.stream().filter(receiver::isOf).toList();
    Optional<Sending> lost = own.stream().reduce((a, b) -> b).filter(Sending::isLost);
    if (lost.isEmpty()) {
      return;
    }
    Set<String> made =
        called.computeIfAbsent(day.id(), id -> new HashSet<>(duty.store().calls(id)));
    String what =
        day.date() + " → " + (receiver.to().isEmpty() ? receiver.channel() : receiver.to());
    for (Call call : calls.unsent(day, lost.get().delivery().id(), duty.roster(), now)) {
      if (made.add(call.key())) {
        telling.accept(calls.unsent(day, what), call);
        duty.store().call(call, now);
      }
    }
  }

  @Override
  public Composed compose(Delivery order) {
    Sending sending = Sending.of(order);
    DailyDay day = desk.day(sending.date()).orElseThrow();
    DailyDay.Version version =
        day.versions().stream()
            .filter(v -> v.number() == sending.version())
            .findFirst()
            .orElseThrow();
    DailyDay.Version last = day.last();
    if (last.number() > version.number() && last.state().isConfirmed()) {
      return new Stale(
          Sending.SUPERSEDED + "version " + last.number() + " was confirmed meanwhile");
    }
    if (!sending.confirmed() && version.state().isConfirmed()) {
      return new Stale(Sending.SUPERSEDED + "it was confirmed meanwhile, and is sent as that");
    }
    DailyDocument paper = DailyFiles.document(desk, writer, day, version, sending.english());
    List<Enclosure> enclosures = enclosures(sending, version, paper);
    String page = publicUrl + "/#/reports/" + sending.date();
    return new Ready(
        new Letter(sending, version, paper, replaces(sending))
            .body(page, enclosures.stream().map(Enclosure::name).toList()),
        enclosures);
  }

  /** What the receiver has, when it says something else. */
  private Optional<Sending> replaces(Sending sending) {
    return notifier
        .ordered(sending.delivery().alert())
        .orElseThrow(() -> new IllegalStateException("the journal does not answer"))
        .stream()
        .map(Sending::of)
        .filter(s -> s.channel().equals(sending.channel()) && s.to().equals(sending.to()))
        .filter(Sending::isSent)
        .reduce((a, b) -> a.delivery().sentAt() > b.delivery().sentAt() ? a : b)
        .filter(s -> !s.isLike(sending));
  }

  private List<Enclosure> enclosures(
      Sending sending, DailyDay.Version version, DailyDocument paper) {
    List<Enclosure> enclosures = new ArrayList<>();
    // A file is passed on without its letter: its name says what it is.
    String mark = version.state().isConfirmed() ? "" : "_unconfirmed";
    String name = "daily-report-%s_v%d%s.".formatted(sending.date(), version.number(), mark);
    try {
      for (Form form : sending.forms()) {
        byte[] content =
            switch (form) {
              case PDF -> files.pdf(paper);
              case XLSX -> files.xlsx(paper);
              case CSV -> files.csv(paper);
              case JSON -> text.write(data(version, paper, sending.date())).getBytes(UTF_8);
            };
        enclosures.add(new Enclosure(name + form.word(), form.type(), content));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return enclosures;
  }

  private Data data(DailyDay.Version version, DailyDocument paper, LocalDate date) {
    return new Data(
        date,
        version.number(),
        version.state().word(),
        version.verdict().word(),
        version.sufficient(),
        version.over(),
        version.digest(),
        paper,
        desk.report(version));
  }
}
