package org.campussentry.edge.bus;

import org.campussentry.edge.LibmodbusSlave;
import org.campussentry.edge.ModbusSlave;

/** The same again with a slave in C. */
class LibmodbusTcpIT extends ModbusTcpIT {
  @Override
  ModbusSlave slave(int port) {
    return LibmodbusSlave.tcp(port);
  }
}
