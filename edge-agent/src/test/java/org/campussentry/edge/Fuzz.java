package org.campussentry.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Many inputs for one property, made from good ones gone wrong. {@code -Dfuzz.inputs} says how many
 * for each parser, {@code -Dfuzz.seed} repeats those of a run that failed.
 */
public final class Fuzz {
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

  private static final Pattern VALUE = Pattern.compile(": *([^,{}\\[\\]]+|\\[[^\\]]*\\])");
  private static final List<String> ODD_VALUES =
      List.of(
          "",
          "~",
          "[]",
          "{}",
          "[[1], 2]",
          "{a: b}",
          "0",
          "-1",
          "1e999999999",
          "1e-999999999",
          "0x8000",
          "0x",
          "99999999999999999999",
          "NaN",
          ".inf",
          "true",
          "bit",
          "u32",
          "f32",
          "s32",
          "mqtt",
          "one-wire",
          "'('",
          "'(?<t>.*)'",
          "'\\(?<t>a'",
          "/a",
          "[1e999999999, 2]",
          "*a",
          "&a 1",
          "!!int 1",
          "\"\\u0000\"",
          "'",
          "# no",
          "5s",
          "[0, 1]",
          "bit 31",
          "{wraps: 2, per: 1e-400}");

  private Fuzz() {}

  /** What holds for every input that is made of {@code random}. */
  public interface Property {
    void check(RandomGenerator random) throws Exception;
  }

  /**
   * Each input has a seed of its own, so that one that fails can be had alone. {@code usual} is how
   * many there are when nobody says.
   */
  public static void inputs(String parser, int usual, Property property) {
    int inputs = Integer.getInteger("fuzz.inputs", usual);
    long start = System.nanoTime();
    for (long seed = SEED; seed < SEED + inputs; seed++) {
      try {
        property.check(new SplittableRandom(seed));
      } catch (Throwable e) {
        String again = "-Dfuzz.seed=%d -Dfuzz.inputs=1".formatted(seed);
        throw new AssertionError("%s: %s; again: %s".formatted(parser, e, again), e);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("fuzz %s: %d inputs, %.1f s, seed %d%n", parser, inputs, seconds, SEED);
  }

  /** One of them. */
  @SafeVarargs
  public static <T> T one(RandomGenerator random, T... of) {
    return of[random.nextInt(of.length)];
  }

  /** All, one after the other. */
  public static byte[] joined(byte[]... pieces) {
    var all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  /** Bytes without a meaning. */
  public static byte[] noise(RandomGenerator random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A good frame as a bad line hands it on; {@code other} is what may get into its way. */
  public static byte[] damaged(RandomGenerator random, byte[] good, byte[] other) {
    int at = random.nextInt(good.length + 1);
    byte[] head = Arrays.copyOf(good, at);
    byte[] tail = Arrays.copyOfRange(good, at, good.length);
    return switch (random.nextInt(8)) {
      case 0 -> flipped(random, good);
      case 1 -> head;
      case 2 -> tail;
      case 3 -> joined(good, tail);
      case 4 -> joined(head, noise(random, 3), tail);
      case 5 -> joined(head, Arrays.copyOfRange(tail, Math.min(1, tail.length), tail.length));
      case 6 -> joined(head, Arrays.copyOfRange(other, Math.min(at, other.length), other.length));
      default -> interleaved(random, good, other);
    };
  }

  /** As {@link #damaged(RandomGenerator, byte[], byte[])}, for texts of one byte a character. */
  public static String damaged(RandomGenerator random, String good, String other) {
    byte[] bytes = damaged(random, good.getBytes(ISO_8859_1), other.getBytes(ISO_8859_1));
    return new String(bytes, ISO_8859_1);
  }

  /** Some bits, mostly one, are the other way round. */
  private static byte[] flipped(RandomGenerator random, byte[] good) {
    byte[] bad = good.clone();
    for (int bits = random.nextInt(8) == 0 ? 4 : 1; bits > 0 && bad.length > 0; bits--) {
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bad;
  }

  /** Two who speak at once. */
  private static byte[] interleaved(RandomGenerator random, byte[] one, byte[] other) {
    byte[] both = new byte[one.length + other.length];
    for (int at = 0, left = 0, right = 0; at < both.length; at++) {
      boolean first = right == other.length || (left < one.length && random.nextBoolean());
      both[at] = first ? one[left++] : other[right++];
    }
    return both;
  }

  /** A YAML file after some careless edits: of lines, of values, of single characters. */
  public static String edited(RandomGenerator random, String good) {
    var lines = new ArrayList<>(good.lines().toList());
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      switch (random.nextInt(6)) {
        case 0 -> lines.set(at, "");
        case 1 -> lines.add(random.nextInt(lines.size()), line);
        case 2 -> lines.set(at, " " + line);
        case 3 -> lines.set(at, damaged(random, line, good));
        default -> lines.set(at, valued(random, line));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** One value of the line is another. */
  private static String valued(RandomGenerator random, String line) {
    String odd = ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
    var values = VALUE.matcher(line).results().toList();
    if (values.isEmpty()) {
      return line;
    }
    var value = values.get(random.nextInt(values.size()));
    return line.substring(0, value.start(1)) + odd + line.substring(value.end(1));
  }

  /** The line that a complaint names; 0 if it names none of that file. */
  public static long line(String complaint, String file) {
    var place = Pattern.compile(Pattern.quote(file) + ":([0-9]{1,9}): .*", Pattern.DOTALL);
    var named = place.matcher(complaint);
    return named.matches() ? Long.parseLong(named.group(1)) : 0;
  }
}
