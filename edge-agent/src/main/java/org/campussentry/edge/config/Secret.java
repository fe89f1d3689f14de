package org.campussentry.edge.config;

/** A password. Its text goes to the broker and nowhere else: {@link #toString} hides it. */
public record Secret(String text) {

  @Override
  public String toString() {
    return "***";
  }
}
