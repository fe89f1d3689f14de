package org.campussentry.ingest.history;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.campussentry.ingest.reading.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers offers into large writes and says of each offer when it is stored. Thread-safe.
 *
 * <p>Memory has a ceiling: what is over {@value #SAMPLES_MAX} samples is turned away and stays in
 * the gateways' outboxes. A store that is down is retried for ever, and alerts don't notice.
 */
public final class HistoryWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HistoryWriter.class);

  /** Some 70 bytes each: the ceiling of what waits here is 28 MB. */
  static final int SAMPLES_MAX = 400_000;

  private static final int WRITE_MAX = 10_000;
  private static final long LINGER_MS = 20;
  private static final long RETRY_MIN_MS = 500;
  private static final long RETRY_MAX_MS = 15_000;
  private static final long SAY_EVERY_MS = 60_000;

  private record Offer(List<Sample> samples, Runnable stored) {}

  private final History history;
  private final BiConsumer<Sample, String> bad;
  private final InstantSource clock;
  private final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong stored = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile String trouble = "";
  private volatile long saidAt;
  private volatile boolean closed;

  /**
   * @param writers how many writes may be under way at once
   * @param bad told of each sample that the store will never accept, and why
   */
  public HistoryWriter(
      History history, int writers, BiConsumer<Sample, String> bad, InstantSource clock) {
    this.history = history;
    this.bad = bad;
    this.clock = clock;
    for (int i = 0; i < writers; i++) {
      Thread thread = new Thread(this::work, "history-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /**
   * False when there is no room; {@code stored} runs on a writer's thread after the write
   * succeeded.
   */
  public boolean offer(List<Sample> samples, Runnable stored) {
    if (closed || waiting.get() + samples.size() > SAMPLES_MAX) {
      return false;
    }
    waiting.addAndGet(samples.size());
    offers.add(new Offer(samples, stored));
    return true;
  }

  /** Samples that were taken in and are not stored yet. */
  public long waiting() {
    return waiting.get();
  }

  /** Samples stored since the start. */
  public long stored() {
    return stored.get();
  }

  /** What keeps the store from storing; empty when it stores. */
  public String trouble() {
    return trouble;
  }

  private void work() {
    List<Offer> group = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    try {
      while (!closed || !offers.isEmpty()) {
        gather(group, samples);
        if (samples.isEmpty()) {
          continue;
        }
        writeUntilStored(samples);
        stored.addAndGet(samples.size());
        waiting.addAndGet(-samples.size());
        group.forEach(offer -> offer.stored().run());
        group.clear();
        samples.clear();
      }
    } catch (InterruptedException e) {
      log.debug("{} samples were not stored; their gateways keep them", waiting.get());
    }
  }

  private void gather(List<Offer> group, List<Sample> samples) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MS);
    Offer offer = offers.poll(200, TimeUnit.MILLISECONDS);
    while (offer != null) {
      group.add(offer);
      samples.addAll(offer.samples());
      if (samples.size() >= WRITE_MAX) {
        return;
      }
      offer = offers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void writeUntilStored(List<Sample> samples) throws InterruptedException {
    long delay = RETRY_MIN_MS;
    while (true) {
      try {
        history.write(samples);
        if (!trouble.isEmpty()) {
          log.info("The store stores again");
          trouble = "";
        }
        return;
      } catch (HistoryException e) {
        if (e.kind() == HistoryException.Kind.BAD_SAMPLES) {
          writeApart(samples, e);
          return;
        }
        say(e.getMessage(), null);
      } catch (RuntimeException e) {
        say("an unexpected failure: " + e, e);
      }
      TimeUnit.MILLISECONDS.sleep(delay);
      delay = Math.min(RETRY_MAX_MS, delay * 2);
    }
  }

  /**
   * Halves the samples until the bad ones stand alone; writing the good ones twice changes nothing.
   */
  private void writeApart(List<Sample> samples, HistoryException why) throws InterruptedException {
    if (samples.size() == 1) {
      try {
        bad.accept(samples.get(0), why.getMessage());
      } catch (RuntimeException e) {
        log.error("{}: {}; and the journal does not keep it", samples.get(0), why.getMessage(), e);
      }
      return;
    }
    int half = samples.size() / 2;
    writeUntilStored(samples.subList(0, half));
    writeUntilStored(samples.subList(half, samples.size()));
  }

  private void say(String what, RuntimeException unexpected) {
    long now = clock.millis();
    if (!what.equals(trouble) || now - saidAt >= SAY_EVERY_MS) {
      saidAt = now;
      trouble = what;
      log.warn(
          "The store does not store: {}. Alerts go on; {} readings wait here, further ones in the gateways' outboxes",
          what,
          waiting.get(),
          unexpected);
    }
  }

  /**
   * Stores what waits if the store answers within two seconds; the rest stays with the gateways.
   */
  @Override
  public void close() {
    closed = true;
    try {
      for (Thread thread : threads) {
        thread.join(2000);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
