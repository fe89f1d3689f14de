/**
 * A campus of four gateways to which a seeded schedule of faults happens, and the comparison of
 * what its slaves answered with what the store has in the end. Takes in a seed and a number of
 * cycles; hands on a {@code Verdict}. {@code ChaosIT} runs it in CI, {@code ./sentry bench chaos}
 * for as long as one likes.
 */
package org.campussentry.acceptance.chaos;
