package org.campussentry.benchmarks.stage;

/**
 * A batch that came.
 *
 * @param kind data or history
 * @param arrived in milliseconds since 1970
 * @param taken when its last reading was had, in milliseconds since 1970
 * @param readings how many
 * @param measured how many of them have a value
 */
public record Heard(String kind, long arrived, long taken, int readings, int measured) {}
