package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.util.Set;
import org.campussentry.edge.bus.Function;

/**
 * One quantity of a profile: where it lies and what it means. Immutable.
 *
 * @param address as on the wire, zero-based
 * @param lowWordFirst for types of two registers: whether the less significant one comes first
 * @param scale the raw number times this …
 * @param offset … plus this is the value in {@code unit}
 * @param sentinels raw numbers, before scaling, by which the device says that its sensor is broken
 * @param min least value that is physically possible
 * @param max greatest value that is physically possible
 */
record Field(
    String quantity,
    String unit,
    Function function,
    int address,
    Type type,
    boolean lowWordFirst,
    BigDecimal scale,
    BigDecimal offset,
    Set<Long> sentinels,
    BigDecimal min,
    BigDecimal max) {

  int end() {
    return address + type.width;
  }
}
