package org.campussentry.edge.device;

/** How a number lies in registers. */
enum Type {
  S16("s16", 1),
  U16("u16", 1),
  S32("s32", 2),
  U32("u32", 2),
  /** IEEE 754 single. */
  F32("f32", 2),
  /** KinCony's way: below zero is 10000 + |value|, so 10250 is −250. */
  OFFSET_SIGN("offset-sign", 1),
  /** One coil or discrete input: 0 or 1. */
  BIT("bit", 1);

  final String key;
  final int width;

  Type(String key, int width) {
    this.key = key;
    this.width = width;
  }

  /** The number that a raw word of this type is; not for {@link #F32}. */
  long number(long word) {
    return switch (this) {
      case S16 -> (short) word;
      case S32 -> (int) word;
      case OFFSET_SIGN -> word >= 10_000 ? 10_000 - word : word;
      default -> word;
    };
  }
}
