package org.campussentry.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The facts of the machine that figures are of. */
public final class Machine {
  private Machine() {}

  /** One line. */
  public static String facts() throws IOException {
    return "%s, %d cores, %.1f GiB, Linux %s, Java %s (%s)"
        .formatted(
            value("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
            Runtime.getRuntime().availableProcessors(),
            Double.parseDouble(value("/proc/meminfo", "MemTotal", "0 kB").split(" ", 2)[0])
                / (1 << 20),
            System.getProperty("os.version"),
            System.getProperty("java.vm.version"),
            System.getProperty("java.vm.vendor"));
  }

  private static String value(String file, String key, String otherwise) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(key.toLowerCase(Locale.ROOT)))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }
}
