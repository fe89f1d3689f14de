package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/**
 * A group robot of WeCom (企业微信群机器人), by its contract at
 * https://developer.work.weixin.qq.com/document/path/91770: at most 4,096 bytes of markdown, 20
 * messages a minute, {@code errcode} 0 is good. {@code to} is a user id that is called by name.
 */
public final class WeComChannel implements Channel {
  private static final int MARKDOWN_MAX = 4096;
  private static final Map<Integer, String> REMEDIES =
      Map.of(
          45009, "more than 20 messages in a minute",
          93000, "the key in `url` is wrong, or the robot was removed: copy its address anew",
          40058, "the message is not as WeCom wants it");

  private final URI url;
  private final Post post = new Post();

  public WeComChannel(URI url) {
    this.url = url;
  }

  @Override
  public String type() {
    return "wecom";
  }

  @Override
  public Readers readers() {
    return Readers.GROUP;
  }

  @Override
  public Outcome send(Message message) {
    Notice notice = message.notice();
    String end =
        (notice.link().isEmpty() ? "" : "\n\n[" + notice.linkText() + "](" + notice.link() + ")")
            + (message.to().isEmpty() ? "" : "\n<@" + message.to() + ">");
    String text =
        "### <font color=\"%s\">%s</font>\n\n%s"
            .formatted(colour(notice.tone()), Notice.escaped(notice.title()), notice.markdown());
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "markdown");
    body.putObject("markdown")
        .put("content", RobotAnswer.within(text, MARKDOWN_MAX - end.getBytes(UTF_8).length) + end);
    return post.send(
        url,
        Map.of("Content-Type", "application/json"),
        body.toString(),
        answer -> RobotAnswer.judge("WeCom", answer, "errcode", "errmsg", REMEDIES));
  }

  /** The three that WeCom knows. */
  private static String colour(Notice.Tone tone) {
    return switch (tone) {
      case CRITICAL, WARNING -> "warning";
      case INFO -> "comment";
      case GOOD -> "info";
    };
  }
}
