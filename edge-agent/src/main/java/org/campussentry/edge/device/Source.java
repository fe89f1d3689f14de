package org.campussentry.edge.device;

import com.fasterxml.jackson.core.JsonPointer;
import org.campussentry.edge.bus.Function;

/** Where in an answer a field lies. Immutable. */
sealed interface Source {

  /**
   * In a register or two, or a bit.
   *
   * @param address as on the wire, zero-based
   * @param lowWordFirst for types of two registers: whether the less significant one comes first
   */
  record Register(Function function, int address, Type type, boolean lowWordFirst)
      implements Source {
    int end() {
      return address + type.width;
    }
  }

  /** In a named group of the profile's pattern. */
  record Group(String name) implements Source {}

  /**
   * In a member of a JSON document.
   *
   * @param pointer RFC 6901
   * @param optional whether a message may do without it
   */
  record Pointer(JsonPointer pointer, boolean optional) implements Source {}

  /** What a 1-Wire chip measures, in thousandths of a degree Celsius. */
  record Chip() implements Source {}
}
