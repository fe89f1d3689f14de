package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A Mustache template of what is posted, with the words {@code to title text brief link id place
 * …}; its values are escaped as the content type wants. Immutable.
 */
public final class Template {
  /** What a template may name. */
  private static final Message SAMPLE =
      new Message(
          "",
          "",
          "",
          "{}",
          new Notice(false, Notice.Tone.INFO, "", "", java.util.List.of(), "", ""),
          java.util.List.of());

  private final com.samskivert.mustache.Template compiled;

  /**
   * Reads a template.
   *
   * @param contentType {@code application/json} and {@code application/x-www-form-urlencoded} are
   *     escaped so; others are left alone
   * @throws IllegalArgumentException when it is none, or names what there is not; the message says
   *     which
   */
  public Template(String text, String contentType) {
    try {
      compiled =
          Mustache.compiler().withEscaper(escaper(contentType)).defaultValue(null).compile(text);
      compiled.execute(words(SAMPLE));
    } catch (MustacheException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; it may name " + String.join(", ", words(SAMPLE).keySet()), e);
    }
  }

  private static Mustache.Escaper escaper(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.contains("xml") || type.startsWith("text/html")) {
      return Escapers.HTML;
    }
    if (type.startsWith("application/json")) {
      return text -> new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
    return type.startsWith("application/x-www-form-urlencoded")
        ? text -> URLEncoder.encode(text, UTF_8)
        : Escapers.NONE;
  }

  String fill(Message message) {
    return compiled.execute(words(message));
  }

  private static Map<String, String> words(Message message) {
    Notice notice = message.notice();
    Map<String, String> words = new LinkedHashMap<>();
    words.put("to", message.to());
    words.put("title", notice.title());
    words.put("brief", notice.brief());
    words.put("text", notice.plain());
    words.put("markdown", notice.markdown());
    words.put("link", notice.link());
    words.put("tone", notice.tone().name().toLowerCase(Locale.ROOT));
    words.put("id", message.id());
    words.put("alert", message.about());
    words.put("json", message.body());
    return words;
  }
}
