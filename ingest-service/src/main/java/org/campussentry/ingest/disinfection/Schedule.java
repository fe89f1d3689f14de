package org.campussentry.ingest.disinfection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All plans and sprayers of the campus. Immutable. */
public final class Schedule {
  private static final Comparator<Slot> IN_ORDER =
      Comparator.comparing(Slot::opens)
          .thenComparing(Slot::site)
          .thenComparing(Slot::area)
          .thenComparing(Slot::id);

  /** Slots are open for a day at most. */
  private static final Duration LONGEST = Duration.ofHours(25);

  private final ZoneId zone;
  private final List<Plan> plans;
  private final List<Sprayer> sprayers;

  public Schedule(ZoneId zone, List<Plan> plans, List<Sprayer> sprayers) {
    this.zone = zone;
    this.plans = List.copyOf(plans);
    this.sprayers = List.copyOf(sprayers);
  }

  /** Of a campus that plans nothing. */
  public static Schedule none(ZoneId zone) {
    return new Schedule(zone, List.of(), List.of());
  }

  public ZoneId zone() {
    return zone;
  }

  public List<Plan> plans() {
    return plans;
  }

  public List<Sprayer> sprayers() {
    return sprayers;
  }

  public Optional<Sprayer> sprayer(String id) {
    return sprayers.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** The same sprayers, with other plans. */
  public Schedule with(List<Plan> other) {
    return new Schedule(zone, other, sprayers);
  }

  /** Only what concerns some sites. */
  public Schedule only(java.util.function.Predicate<String> site) {
    return new Schedule(
        zone,
        plans.stream().filter(p -> site.test(p.site())).toList(),
        sprayers.stream().filter(s -> site.test(s.site())).toList());
  }

  /** The slots that open in a stretch of time, {@code until} exclusive, in order of time. */
  public List<Slot> slots(Instant from, Instant until) {
    List<Slot> slots = new ArrayList<>();
    LocalDate first = LocalDate.ofInstant(from, zone).minusDays(1);
    LocalDate last = LocalDate.ofInstant(until, zone).plusDays(1);
    for (Plan plan : plans) {
      for (Recurrence.Opening opening : plan.recurrence().between(first, last)) {
        Slot slot = plan.slot(opening, zone);
        if (!slot.opens().isBefore(from) && slot.opens().isBefore(until)) {
          slots.add(slot);
        }
      }
    }
    slots.sort(IN_ORDER);
    return slots;
  }

  /** The slots that are open at a time. */
  List<Slot> open(Instant now) {
    return slots(now.minus(LONGEST), now.plusMillis(1)).stream()
        .filter(s -> s.due().isAfter(now))
        .toList();
  }

  /**
   * Two slots of one area that are open at the same time, in words; empty when there are none. A
   * run would belong to both of them, and prove the same litres twice.
   *
   * @param days to look at; a year shows what repeats each year
   */
  public Optional<String> overlap(LocalDate first, int days) {
    Map<String, Slot> open = new HashMap<>();
    Instant from = first.atStartOfDay(zone).toInstant();
    Instant until = first.plusDays(days).atStartOfDay(zone).toInstant();
    for (Slot slot : slots(from, until)) {
      String place = slot.site() + "/" + slot.area();
      Slot before = open.get(place);
      if (before != null && slot.opens().isBefore(before.due())) {
        return Optional.of(
            "area %s has two slots at once, '%s' until %s and '%s' from %s; a run would count for both: let one end before the other begins"
                .formatted(
                    slot.area(),
                    before.plan(),
                    before.due().atZone(zone).toLocalDateTime(),
                    slot.plan(),
                    slot.opens().atZone(zone).toLocalDateTime()));
      }
      open.put(place, slot);
    }
    return Optional.empty();
  }
}
