package org.campussentry.ingest.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.notice.MessageWriter;

/**
 * One version of a day's report on its way to one receiver. Immutable.
 *
 * @param confirmed whether two people stood for it when it was ordered
 * @param by the account that wanted it; empty for what the clock did
 * @param delivery how far it is; its attempts are under this one id
 */
public record Sending(
    LocalDate date,
    int version,
    boolean confirmed,
    List<Form> forms,
    boolean english,
    String by,
    Delivery delivery) {
  /** How it is noted why one was not sent that was ordered. */
  static final String SUPERSEDED = "superseded: ";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the journal keeps of it until it is put together. */
  static String order(String id, LocalDate date, Wanted wanted, Receiver receiver, String by) {
    ObjectNode order =
        JSON.createObjectNode()
            .put("delivery", id)
            .put("kind", MessageWriter.ORDER)
            .put("date", date.toString())
            .put("version", wanted.version())
            .put("confirmed", wanted.confirmed())
            .put("language", receiver.english() ? "en" : "zh")
            .put("by", by);
    receiver.forms().forEach(f -> order.withArray("forms").add(f.word()));
    return order.toString();
  }

  static Sending of(Delivery delivery) {
    try {
      JsonNode order = JSON.readTree(delivery.body());
      List<Form> forms = new ArrayList<>();
      order.path("forms").forEach(f -> Form.of(f.asText()).ifPresent(forms::add));
      return new Sending(
          LocalDate.parse(order.path("date").asText()),
          order.path("version").asInt(),
          order.path("confirmed").asBoolean(),
          List.copyOf(forms),
          order.path("language").asText().equals("en"),
          order.path("by").asText(),
          delivery);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an order that was written here is JSON", e);
    }
  }

  public String channel() {
    return delivery.channel();
  }

  public String to() {
    return delivery.address();
  }

  /** It has arrived. */
  public boolean isSent() {
    return delivery.state() == Delivery.State.SENT;
  }

  /** It is on its way. */
  public boolean isWaiting() {
    return delivery.state() == Delivery.State.WAITING;
  }

  /** Nobody wants it any more, because something newer is confirmed. */
  public boolean isSuperseded() {
    return isGivenUp() && delivery.error().startsWith(SUPERSEDED);
  }

  /** It never arrived, and somebody would have wanted it. */
  boolean isLost() {
    return isGivenUp() && !isSuperseded();
  }

  private boolean isGivenUp() {
    return delivery.state() == Delivery.State.GIVEN_UP;
  }

  /** It says the same as another. */
  boolean isLike(Sending other) {
    return version == other.version && confirmed == other.confirmed;
  }
}
