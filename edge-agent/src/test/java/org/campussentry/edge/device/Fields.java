package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.campussentry.edge.bus.Function;
import org.campussentry.edge.config.Problems;

/** Fields for tests. */
final class Fields {
  private Fields() {}

  /** A plain field of registers or bits. */
  static Field plain(
      Function function,
      int address,
      Type type,
      boolean lowFirst,
      String scale,
      Set<Long> sentinels) {
    return new Field(
        "q" + address,
        "1",
        new Source.Register(function, address, type, lowFirst),
        new Meaning(
            Optional.empty(),
            Optional.empty(),
            sentinels,
            new BigDecimal(scale),
            BigDecimal.ZERO,
            Optional.empty(),
            new BigDecimal("-3000000000"),
            new BigDecimal("5000000000")),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The only field of a profile, as its file would give it. */
  static Field of(String keys) {
    var problems = new Problems();
    return ProfileFile.read("x", "x.yaml", "fields:\n  q: {" + keys + "}\n", problems)
        .orElseThrow(() -> new AssertionError(problems.errors()))
        .fields()
        .get(0);
  }
}
