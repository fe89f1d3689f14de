package org.campussentry.simulator.campus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.campussentry.simulator.campus.Plan.Device;
import org.campussentry.simulator.fault.Fault;
import org.campussentry.simulator.physics.Air;
import org.campussentry.simulator.physics.Compartment;
import org.campussentry.simulator.physics.Entrance;
import org.campussentry.simulator.physics.Physics;
import org.campussentry.simulator.physics.Room;
import org.campussentry.simulator.physics.Sprayer;
import org.campussentry.simulator.slave.Profiles;
import org.campussentry.simulator.slave.Registers;
import org.campussentry.simulator.slave.Slave;
import org.campussentry.simulator.slave.SlaveLog;

/**
 * All devices of the campus and what surrounds them. One thread lets time pass and switches faults;
 * the slaves answer on any thread.
 */
public final class World implements AutoCloseable {
  private static final ZoneOffset LOCAL_TIME = ZoneOffset.ofHours(8);
  private static final double STEP_SECONDS_MAX = 1;
  // After a sleep of the whole machine there is nobody to whom the hours between would matter.
  private static final double CATCH_UP_SECONDS_MAX = 600;

  private final Map<String, Physics> physics = new LinkedHashMap<>();
  private final Map<String, Slave> slaves = new LinkedHashMap<>();
  private final long seed;
  private Instant last;
  private boolean feverAsked;

  /**
   * A world at its beginning.
   *
   * @param plan the devices
   * @param seed the same seed and steps give the same values
   * @param logs folder for the log of each slave, made if it is missing
   * @param clock stamps the logs; its time now is the beginning
   * @throws IOException when a log can't be opened
   */
  public World(Plan plan, long seed, Path logs, InstantSource clock) throws IOException {
    this.seed = seed;
    this.last = clock.instant();
    Files.createDirectories(logs);
    for (Map.Entry<String, Plan.Gateway> gateway : plan.gateways().entrySet()) {
      for (Map.Entry<String, Device> device : gateway.getValue().devices().entrySet()) {
        String name = gateway.getKey() + "." + device.getKey();
        SlaveLog log = new SlaveLog(logs.resolve(name + ".log"));
        slaves.put(name, new Slave(build(name, device.getValue()), log, clock));
      }
    }
  }

  /** The slaves on a bus, by unit id. */
  public Map<Integer, Slave> slaves(String gatewayId, Plan.Gateway gateway, String busId) {
    Map<Integer, Slave> units = new LinkedHashMap<>();
    gateway
        .devices()
        .forEach(
            (id, device) -> {
              if (device.bus().equals(busId)) {
                units.put(device.unit(), slaves.get(gatewayId + "." + id));
              }
            });
    return units;
  }

  /** Lets time pass until a moment; a moment in the past changes nothing. */
  public void advance(Instant now) {
    double seconds = Duration.between(last, now).toNanos() / 1e9;
    if (seconds > 0) {
      int steps = (int) Math.ceil(Math.min(seconds, CATCH_UP_SECONDS_MAX) / STEP_SECONDS_MAX);
      double each = Math.min(seconds, CATCH_UP_SECONDS_MAX) / steps;
      for (int i = 0; i < steps; i++) {
        physics.values().forEach(thing -> thing.step(now, each));
      }
    }
    // A clock that was set back becomes the new beginning, or the campus would stand still until it
    // is past.
    last = now;
  }

  /**
   * Switches the faults that devices can have.
   *
   * @param active the faults that are on
   * @return faults that happen once and have happened since
   */
  public Set<Fault> apply(Set<Fault> active) {
    boolean doorOpen = active.contains(Fault.COLD_STORE_DOOR);
    thing("gw-canteen1.cold1", Compartment.class).leaveDoorOpen(doorOpen);
    thing("gw-canteen1.cold2", Compartment.class).leaveDoorOpen(doorOpen);
    thing("gw-canteen1.spray1", Sprayer.class).runEmpty(active.contains(Fault.SPRAYER_DRY));
    slave("gw-dorm1.room-104").die(active.contains(Fault.SENSOR_DEAD));
    slave("gw-dorm2.room-203").stick(active.contains(Fault.SENSOR_STUCK));
    Set<Fault> happened = EnumSet.noneOf(Fault.class);
    Entrance mainGate = thing("gw-gate.main-gate", Entrance.class);
    if (!active.contains(Fault.FEVER)) {
      feverAsked = false;
    } else if (!feverAsked) {
      mainGate.sendFever();
      feverAsked = true;
    } else if (!mainGate.feverAwaited()) {
      feverAsked = false;
      happened.add(Fault.FEVER);
    }
    return happened;
  }

  /** Hands all answers of the slaves to the operating system. */
  public void flush() {
    slaves.values().forEach(slave -> slave.log().flush());
  }

  @Override
  public void close() {
    slaves.values().forEach(slave -> slave.log().close());
  }

  /** What surrounds the devices; for tests that look at the physics without Modbus. */
  Map<String, Physics> physics() {
    return physics;
  }

  private Registers build(String name, Device device) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + name.hashCode());
    return switch (device.nature()) {
      case ROOM -> thermometer(name, new Room(random, LOCAL_TIME));
      case COLD_STORE_AT_DOOR -> thermometer(name, Compartment.coldStoreAtDoor(random));
      case COLD_STORE_AT_BACK -> thermometer(name, Compartment.coldStoreAtBack(random));
      case FROZEN_STORE -> thermometer(name, Compartment.frozenStore(random));
      case HOT_HOLDING -> thermometer(name, Compartment.hotHolding(random));
      case SPRAYER -> {
        Sprayer sprayer = new Sprayer(random);
        physics.put(name, sprayer);
        yield Profiles.sprayer(sprayer);
      }
      case ENTRANCE -> {
        Entrance entrance = new Entrance(random);
        physics.put(name, entrance);
        yield Profiles.bodyThermometer(entrance);
      }
    };
  }

  private Registers thermometer(String name, Air air) {
    physics.put(name, air);
    return Profiles.xyMd02(air);
  }

  private <T extends Physics> T thing(String name, Class<T> type) {
    return type.cast(physics.get(name));
  }

  private Slave slave(String name) {
    return slaves.get(name);
  }
}
