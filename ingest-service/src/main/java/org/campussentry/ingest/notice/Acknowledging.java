package org.campussentry.ingest.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.duty.Policies;
import org.campussentry.ingest.duty.Policy;
import org.campussentry.ingest.watch.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledging by the link of a message. Opening one shows and changes nothing: chat programs and
 * mail scanners open links by themselves. Thread-safe.
 */
public final class Acknowledging {
  /** What messages are about. */
  public interface Subjects {
    Optional<Alert> find(String id);

    /** Empty when there is no such one, or it is closed. */
    Optional<Alert> acknowledge(String id, String by, Instant now);
  }

  /** What a link shows. */
  public sealed interface Opened {}

  /**
   * A good link.
   *
   * @param notice what the message said
   * @param person who acts with it; empty when it must be asked
   * @param used when it was used; 0 when not yet
   */
  public record Shown(Alert alert, Notice notice, Optional<Person> person, long used)
      implements Opened {
    /** Nothing is left to acknowledge. */
    public boolean isOver() {
      return alert.state() != Alert.State.ACTIVE && alert.state() != Alert.State.PENDING;
    }
  }

  /** Not made here, or changed since. */
  public record Altered() implements Opened {}

  /** Older than a day. */
  public record Expired() implements Opened {}

  /** The journal does not know its message, or does not answer now. */
  public record Lost() implements Opened {}

  /** What became of the button. */
  public sealed interface Done {}

  /**
   * Acknowledged.
   *
   * @param lapses when it is called again if the value has not recovered; empty without a policy
   */
  public record Acknowledged(Alert alert, Person by, Optional<Instant> lapses) implements Done {}

  /** The link was used before. */
  public record UsedBefore() implements Done {}

  /** It is over; nothing to acknowledge. */
  public record Over() implements Done {}

  /** Nobody of that name has that PIN. */
  public record Stranger() implements Done {}

  private static final Logger log = LoggerFactory.getLogger(Acknowledging.class);

  private final AcknowledgeLinks links;
  private final DeliveryBook book;
  private final Subjects subjects;
  private final People people;
  private final Policies policies;
  private final InstantSource clock;

  public Acknowledging(
      AcknowledgeLinks links,
      Notifier notifier,
      Subjects subjects,
      People people,
      Policies policies,
      InstantSource clock) {
    this.links = links;
    this.book = notifier.book();
    this.subjects = subjects;
    this.people = people;
    this.policies = policies;
    this.clock = clock;
  }

  /** Shows what a link is about. Reads the journal. */
  public Opened open(String token) {
    AcknowledgeLinks.Opened opened = links.open(token, clock.instant());
    if (opened instanceof AcknowledgeLinks.Expired) {
      return new Expired();
    }
    if (!(opened instanceof AcknowledgeLinks.Good good)) {
      return new Altered();
    }
    Optional<Delivery> delivery;
    Optional<Alert> alert;
    try {
      delivery = book.find(good.delivery());
      alert = delivery.flatMap(d -> subjects.find(d.alert()));
    } catch (RuntimeException e) {
      log.warn("What a link is about can't be told: {}", e.getMessage());
      return new Lost();
    }
    if (alert.isEmpty()) {
      return new Lost();
    }
    Delivery told = delivery.get();
    Message message = MessageWriter.message(told.alert(), told.address(), told.body());
    return new Shown(
        alert.get(),
        message.notice(),
        good.personal() ? people.find(told.person()) : Optional.empty(),
        told.acknowledgedAt());
  }

  /**
   * The button of an opened link. Takes a tenth of a second for a PIN.
   *
   * @param name whoever says to be that one, by name or id; for a link that asks
   */
  public Done acknowledge(String token, Shown shown, String name, String pin) {
    if (shown.used() > 0) {
      return new UsedBefore();
    }
    Optional<Person> by = shown.person().isPresent() ? shown.person() : withPin(name, pin);
    if (by.isEmpty()) {
      return new Stranger();
    }
    Instant now = clock.instant();
    Optional<Alert> alert =
        shown.isOver()
            ? Optional.empty()
            : subjects.acknowledge(shown.alert().id(), by.get().id(), now);
    if (alert.isEmpty()) {
      return new Over();
    }
    if (links.open(token, now) instanceof AcknowledgeLinks.Good good) {
      book.acknowledge(good.delivery(), now.toEpochMilli());
    }
    Optional<Duration> lease = policies.of(alert.get()).map(Policy::lease);
    return new Acknowledged(alert.get(), by.get(), lease.map(now::plus));
  }

  /** Of a person; else what was given, as of an account. */
  public String nameOf(String id) {
    return people.find(id).map(Person::name).orElse(id);
  }

  /** Of a person by id or name; else what was given. */
  public String idOf(String name) {
    return people.named(name.strip()).map(Person::id).orElse(name);
  }

  /** Whether anybody can answer a link that asks. */
  public boolean anybodyHasPin() {
    return people.all().stream().anyMatch(Person::hasPin);
  }

  private Optional<Person> withPin(String name, String pin) {
    return people.named(name.strip()).filter(p -> p.hasPin(pin));
  }
}
