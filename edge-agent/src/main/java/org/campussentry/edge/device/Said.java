package org.campussentry.edge.device;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.reading.Reason;

/** An answer, taken apart once for all fields that lie in it; pure. */
sealed interface Said {
  /** As numbers in texts are written: no exponent, and no more digits than a sensor has. */
  Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}([.,][0-9]{1,9})?");

  /** Decimal digits before and after the point that a number in JSON may have at most. */
  int DIGITS_MAX = 15;

  /** The raw number of a field. */
  Decoded raw(Field field);

  /**
   * Takes an answer apart.
   *
   * @param first address of the first register or bit, if it has any
   */
  static Said of(Answer answer, int first, Profile profile) {
    if (answer instanceof Answer.Data data) {
      return new Registers(data.bytes(), first);
    }
    if (answer instanceof Answer.Text text) {
      return profile.medium() == Medium.JSON
          ? Document.of(text.text())
          : new Groups(profile.pattern().map(found -> found.matcher(text.text())));
    }
    if (answer instanceof Answer.Measure measure) {
      return new Whole(measure.value());
    }
    return new None(answer instanceof Answer.Failure failure ? failure.reason() : Reason.TIMEOUT);
  }

  /** Nothing. */
  record None(Reason reason) implements Said {
    @Override
    public Decoded raw(Field field) {
      return new Decoded.Nothing(reason);
    }
  }

  /** A number. */
  record Whole(long number) implements Said {
    @Override
    public Decoded raw(Field field) {
      return new Decoded.Value(BigDecimal.valueOf(number));
    }
  }

  /** A frame of text; without a match when the profile's pattern does not fit it. */
  record Groups(Optional<Matcher> frame) implements Said {
    @Override
    public Decoded raw(Field field) {
      return frame
          .filter(Groups::fits)
          .map(found -> found.group(((Source.Group) field.source()).name()))
          .map(String::strip)
          .filter(text -> NUMBER.matcher(text).matches())
          .map(text -> number(field, new BigDecimal(text.replace(',', '.'))))
          .orElse(Decoded.FAULT);
    }

    private static boolean fits(Matcher frame) {
      try {
        return frame.matches();
      } catch (StackOverflowError e) {
        // Java's expressions recurse at each turn of a `(…|…)*`; a long frame needs many.
        return false;
      }
    }
  }

  /** A JSON document; what reads it is loaded only where devices say such. */
  record Document(JsonNode root) implements Said {
    private static final ObjectMapper JSON =
        new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    static Document of(String text) {
      try {
        return new Document(JSON.readTree(text));
      } catch (JacksonException | NumberFormatException e) {
        // The latter for an exponent beyond those of a BigDecimal.
        return new Document(MissingNode.getInstance());
      }
    }

    @Override
    public Decoded raw(Field field) {
      var source = (Source.Pointer) field.source();
      JsonNode node = root.at(source.pointer());
      if (node.isMissingNode() && root.isObject() && source.optional()) {
        return new Decoded.Unsaid();
      }
      if (node.isBoolean() && field.unit().equals("1")) {
        return new Decoded.Value(node.asBoolean() ? BigDecimal.ONE : BigDecimal.ZERO);
      }
      return node.isNumber() && plain(node.decimalValue())
          ? number(field, node.decimalValue())
          : Decoded.FAULT;
    }

    /** Numbers such as 1e999999999 are not worth the memory that sums with them take. */
    private static boolean plain(BigDecimal number) {
      return number.precision() - number.scale() <= DIGITS_MAX && number.scale() <= DIGITS_MAX;
    }
  }

  private static Decoded number(Field field, BigDecimal number) {
    boolean whole = number.stripTrailingZeros().scale() <= 0 && number.precision() < 18;
    return whole && field.meaning().sentinels().contains(number.longValue())
        ? Decoded.FAULT
        : new Decoded.Value(number);
  }

  /** Registers or bits from {@code first} on. */
  record Registers(ByteBuffer data, int first) implements Said {
    @Override
    public Decoded raw(Field field) {
      Source.Register register = field.register();
      int at = register.address() - first;
      if (register.type() == Type.BIT) {
        return new Decoded.Value(BigDecimal.valueOf(data.get(at / 8) >> (at % 8) & 1));
      }
      long word = data.getShort(at * 2) & 0xFFFFL;
      if (register.type().width == 2) {
        long next = data.getShort(at * 2 + 2) & 0xFFFFL;
        word = register.lowWordFirst() ? next << 16 | word : word << 16 | next;
      }
      Meaning meaning = field.meaning();
      if (meaning.broken(word)) {
        return Decoded.FAULT;
      }
      if (register.type() == Type.F32) {
        return single(Float.intBitsToFloat((int) word));
      }
      long number = register.type().number(meaning.number(word));
      return meaning.sentinels().contains(number)
          ? Decoded.FAULT
          : new Decoded.Value(BigDecimal.valueOf(number));
    }

    private static Decoded single(float value) {
      // The shortest decimal that names this float: 21.4, not 21.399999618530273.
      return Float.isFinite(value)
          ? new Decoded.Value(new BigDecimal(Float.toString(value)))
          : Decoded.FAULT;
    }
  }
}
