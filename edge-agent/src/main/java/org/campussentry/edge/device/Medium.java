package org.campussentry.edge.device;

import org.campussentry.edge.bus.Address;

/** By what kind of bus the devices of a profile are reached. */
enum Medium {
  REGISTERS("modbus-rtu or modbus-tcp"),
  TEXT("serial-line"),
  CHIP("one-wire"),
  JSON("mqtt");

  /** The types of bus that fit, as a configuration writes them. */
  final String busTypes;

  Medium(String busTypes) {
    this.busTypes = busTypes;
  }

  static Medium of(Source source) {
    if (source instanceof Source.Register) {
      return REGISTERS;
    }
    if (source instanceof Source.Group) {
      return TEXT;
    }
    return source instanceof Source.Chip ? CHIP : JSON;
  }

  static Medium of(Address address) {
    if (address instanceof Address.Unit) {
      return REGISTERS;
    }
    if (address instanceof Address.Alone) {
      return TEXT;
    }
    return address instanceof Address.Chip ? CHIP : JSON;
  }
}
