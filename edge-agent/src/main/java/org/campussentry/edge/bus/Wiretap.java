package org.campussentry.edge.bus;

/**
 * Hears the raw bytes that pass on a line, for people who look at a device. Called on any thread of
 * the line; must not block. Polling needs none.
 */
public interface Wiretap {
  /** Hears nothing. */
  Wiretap NONE =
      new Wiretap() {
        @Override
        public void sent(byte[] bytes) {}

        @Override
        public void received(byte[] bytes) {}
      };

  /** These bytes went out. */
  void sent(byte[] bytes);

  /** These bytes came, of an answer perhaps only a part of it. */
  void received(byte[] bytes);
}
