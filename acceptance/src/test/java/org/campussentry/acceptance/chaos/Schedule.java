package org.campussentry.acceptance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Which faults happen, in which order, for how long, and the calm after each. The same seed makes
 * the same schedule. Kinds are dealt like cards, so that ten cycles have each of them. Pure.
 */
record Schedule(long seed, List<Cycle> cycles) {
  static final int GATEWAYS = 4;
  private static final Duration CALM_MIN = Duration.ofSeconds(2);
  private static final Duration HELD_MIN = Duration.ofSeconds(3);

  /** A clock that is less than 30 s off is left as it is where no NTP keeps it. */
  private static final long JUMP_SECONDS_MIN = 60;

  private static final long JUMP_SECONDS_MAX = 3 * 86_400;

  /** In so many cycles one has two faults at once. */
  private static final int ALONE = 3;

  /** One fault or two, and the time after their end in which all goes well. */
  record Cycle(List<Fault> faults, Duration calm) {
    Duration lasts() {
      return faults.stream().map(Fault::lasts).max(Duration::compareTo).orElseThrow();
    }
  }

  /** What a card of the deck says; kills come twice. */
  enum Kind {
    KILL,
    STOP,
    CUT,
    SLOW,
    FILL_GATEWAY_DISK,
    FILL_STORE_DISK,
    JUMP_CLOCK,
    FLIP_OUTBOX_BYTES,
    REFUSE_NOTIFICATIONS
  }

  /**
   * Deals a schedule.
   *
   * @param without kinds that this machine does not allow
   */
  static Schedule of(long seed, int cycles, Set<Kind> without) {
    var random = new Random(seed);
    var deck = new ArrayList<Kind>();
    var dealt = new ArrayList<Cycle>();
    while (dealt.size() < cycles) {
      if (deck.isEmpty()) {
        deck.addAll(List.of(Kind.values()));
        deck.add(Kind.KILL);
        deck.removeAll(without);
        Collections.shuffle(deck, random);
      }
      dealt.add(cycle(deck.remove(0), random));
    }
    return new Schedule(seed, List.copyOf(dealt));
  }

  private static Cycle cycle(Kind kind, Random random) {
    int gateway = random.nextInt(GATEWAYS);
    var faults = new ArrayList<Fault>();
    faults.add(fault(kind, gateway, random));
    if (random.nextInt(ALONE) == 0) {
      Fault second = fault(random.nextBoolean() ? Kind.KILL : Kind.STOP, gateway, random);
      if (Collections.disjoint(second.touches(), faults.get(0).touches())) {
        faults.add(second);
      }
    }
    return new Cycle(List.copyOf(faults), upTo(CALM_MIN, 2, random));
  }

  private static Fault fault(Kind kind, int gateway, Random random) {
    Duration lasts = upTo(HELD_MIN, 6, random);
    return switch (kind) {
      case KILL -> new Fault.Kill(any(random, gateway), lasts);
      case STOP -> new Fault.Stop(any(random, gateway), lasts);
      case CUT -> new Fault.Cut(onTheNetwork(random, gateway), random.nextBoolean(), lasts);
      case SLOW ->
          new Fault.Slow(
              onTheNetwork(random, gateway), Duration.ofMillis(50 + random.nextInt(950)), lasts);
      case FILL_GATEWAY_DISK -> new Fault.FillGatewayDisk(gateway, lasts);
      case FILL_STORE_DISK -> new Fault.FillStoreDisk(lasts);
      case JUMP_CLOCK -> new Fault.JumpClock(gateway, jump(random), lasts);
      case FLIP_OUTBOX_BYTES ->
          new Fault.FlipOutboxBytes(
              gateway, random.nextLong(), 1 + random.nextInt(32), random.nextInt(3) == 0, lasts);
      case REFUSE_NOTIFICATIONS -> new Fault.RefuseNotifications(lasts);
    };
  }

  private static Part any(Random random, int gateway) {
    Part.Role[] roles = Part.Role.values();
    return part(roles[random.nextInt(roles.length)], gateway);
  }

  private static Part onTheNetwork(Random random, int gateway) {
    List<Part.Role> roles = List.of(Part.Role.AGENT, Part.Role.SERVICE, Part.Role.STORE);
    return part(roles.get(random.nextInt(roles.size())), gateway);
  }

  private static Part part(Part.Role role, int gateway) {
    boolean ofAGateway = role == Part.Role.AGENT || role == Part.Role.BUS;
    return new Part(role, ofAGateway ? gateway : 0);
  }

  private static Duration upTo(Duration least, int moreSeconds, Random random) {
    return least.plusMillis(random.nextInt(moreSeconds * 1000));
  }

  private static Duration jump(Random random) {
    long seconds = JUMP_SECONDS_MIN + random.nextInt((int) (JUMP_SECONDS_MAX - JUMP_SECONDS_MIN));
    return Duration.ofSeconds(random.nextBoolean() ? seconds : -seconds);
  }
}
