package org.campussentry.ingest.notice;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Short messages through a gateway that takes HTTP. Which one is told by a template; what its
 * answer means, by the place in it that tells success. {@code to} is a telephone number.
 */
public final class SmsChannel implements Channel {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How a gateway says that it has taken a message.
   *
   * @param at a place in its JSON answer
   */
  public record Success(JsonPointer at, String equals) {}

  private final URI url;
  private final Map<String, String> headers;
  private final Template template;
  private final Optional<Success> success;
  private final String everybody;
  private final Post post = new Post();

  /**
   * A gateway.
   *
   * @param headers with Content-Type
   * @param success when empty, each 2xx answer is success
   * @param everybody the number for what is for nobody in particular; empty for none
   */
  public SmsChannel(
      URI url,
      Map<String, String> headers,
      Template template,
      Optional<Success> success,
      String everybody) {
    this.url = url;
    this.headers = Map.copyOf(headers);
    this.template = template;
    this.success = success;
    this.everybody = everybody;
  }

  @Override
  public boolean reachesEverybody() {
    return !everybody.isEmpty();
  }

  @Override
  public String type() {
    return "sms";
  }

  @Override
  public Readers readers() {
    return Readers.PERSON;
  }

  @Override
  public Outcome send(Message message) {
    String to = message.to().isEmpty() ? everybody : message.to();
    if (to.isEmpty()) {
      return new NotTaken("a short message needs a number", false);
    }
    return post.send(url, headers, template.fill(message.to(to)), this::judge);
  }

  private Outcome judge(String answer) {
    if (success.isEmpty()) {
      return new Taken();
    }
    String host = Post.host(url);
    try {
      String said = JSON.readTree(answer).at(success.get().at()).asText();
      return said.equals(success.get().equals())
          ? new Taken()
          : new NotTaken(
              "%s answered '%s' at %s, not '%s'"
                  .formatted(
                      host,
                      RobotAnswer.shortened(said),
                      success.get().at(),
                      success.get().equals()),
              true);
    } catch (JsonProcessingException e) {
      return new NotTaken(host + " answered no JSON; check `url` and `success`", true);
    }
  }
}
