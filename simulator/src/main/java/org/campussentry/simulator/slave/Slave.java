package org.campussentry.simulator.slave;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.campussentry.simulator.slave.Registers.Bank;

/**
 * One device on a bus: answers reads from its registers and logs each answer. Read-only.
 * Thread-safe.
 */
public final class Slave {
  private static final int ILLEGAL_FUNCTION = 1;
  private static final int ILLEGAL_DATA_ADDRESS = 2;

  private final Registers registers;
  private final SlaveLog log;
  private final InstantSource clock;
  private final ConcurrentMap<Integer, Optional<Bank>> stuckBanks = new ConcurrentHashMap<>();
  private volatile boolean stuck;
  private volatile boolean dead;

  /**
   * A slave that works.
   *
   * @param registers what it answers with
   * @param log what it answered
   * @param clock stamps the answers
   */
  public Slave(Registers registers, SlaveLog log, InstantSource clock) {
    this.registers = registers;
    this.log = log;
    this.clock = clock;
  }

  /** While stuck, a slave repeats what it read first. */
  public void stick(boolean sticks) {
    if (!sticks) {
      stuckBanks.clear();
    }
    stuck = sticks;
  }

  /** While dead, a slave answers nothing. */
  public void die(boolean dies) {
    dead = dies;
  }

  /** Its log. */
  public SlaveLog log() {
    return log;
  }

  /**
   * Answers a read.
   *
   * @param function 1–4
   * @param address of the first value as on the wire, 0–65535
   * @param count of values, at least 1
   */
  Answer read(int function, int address, int count) {
    if (dead) {
      return new Answer.Silence();
    }
    Answer answer = look(function, address, count);
    if (answer instanceof Answer.Values found) {
      log.answered(clock.millis(), function, address, found.values());
    } else if (answer instanceof Answer.Refused refused) {
      log.refused(clock.millis(), function, address, refused.code());
    }
    return answer;
  }

  private Answer look(int function, int address, int count) {
    Optional<Bank> found =
        stuck ? stuckBanks.computeIfAbsent(function, registers::bank) : registers.bank(function);
    if (found.isEmpty()) {
      return new Answer.Refused(ILLEGAL_FUNCTION);
    }
    int from = address - found.get().first();
    List<Integer> all = found.get().values();
    if (from < 0 || count < 1 || from + count > all.size()) {
      return new Answer.Refused(ILLEGAL_DATA_ADDRESS);
    }
    return new Answer.Values(all.subList(from, from + count));
  }
}
