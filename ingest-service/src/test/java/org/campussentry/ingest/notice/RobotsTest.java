package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * Each robot's contract as its vendor's document has it, played by a server that checks names,
 * sizes and signature and answers with the vendor's codes.
 */
class RobotsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T18:10:00Z"));

  private static Message message(String to, String place) {
    String body =
        """
        {"delivery":"d1","alert":"a1","severity":"critical","state":"active","place":"%s","value":9.64,
         "limit":8.0,"unit":"Cel","since":"2026-11-25T02:00:00.000+08:00","late":false,"count":1,
         "title":"冷库过热","do":"关门,检查压缩机","language":"zh","acknowledge":"http://x/a/token"}
        """
            .formatted(place);
    return MessageWriter.message("a1", to, body);
  }

  private static String hmac(String key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
  }

  private static String why(Channel.Outcome outcome) {
    assertThat(outcome).isInstanceOf(Channel.NotTaken.class);
    assertThat(((Channel.NotTaken) outcome).retry()).isTrue();
    return ((Channel.NotTaken) outcome).why();
  }

  @Test
  void wecom_gets_markdown_of_at_most_4096_bytes_with_the_link_whole() throws Exception {
    try (OtherSide robot = OtherSide.saying(a -> "{\"errcode\":0,\"errmsg\":\"ok\"}")) {
      WeComChannel channel = new WeComChannel(robot.at("/cgi-bin/webhook/send?key=k1"));
      assertThat(channel.send(message("zhiban", "主校区 · 冷库"))).isEqualTo(new Channel.Taken());
      assertThat(channel.send(message("", "长".repeat(3000)))).isEqualTo(new Channel.Taken());
      assertThat(robot.asked.get(0).query()).containsEntry("key", "k1");
      assertThat(robot.asked.get(0).json().path("msgtype").asText()).isEqualTo("markdown");
      assertThat(robot.asked.get(0).json().at("/markdown/content").asText())
          .contains("【严重】冷库过热", "9.64 ℃", "8 ℃", "11-25 02:00", "关门,检查压缩机")
          .endsWith("[查看并确认](http://x/a/token)\n<@zhiban>");
      String cut = robot.asked.get(1).json().at("/markdown/content").asText();
      assertThat(cut.getBytes(UTF_8).length).isLessThanOrEqualTo(4096);
      assertThat(cut).endsWith("…\n\n[查看并确认](http://x/a/token)");
    }
  }

  @Test
  void dingtalk_gets_a_signed_address_and_calls_the_number() throws Exception {
    try (OtherSide robot =
        OtherSide.saying(
            asked -> {
              Map<String, String> query = asked.query();
              try {
                boolean good =
                    query.get("sign").equals(hmac("SEC1", query.get("timestamp") + "\n" + "SEC1"));
                return good
                    ? "{\"errcode\":0,\"errmsg\":\"ok\"}"
                    : "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            })) {
      var url = robot.at("/robot/send?access_token=t1");
      assertThat(
              new DingTalkChannel(url, Optional.of("SEC1"), CLOCK)
                  .send(message("13800000000", "冷库")))
          .isEqualTo(new Channel.Taken());
      OtherSide.Asked asked = robot.asked.get(0);
      assertThat(asked.query())
          .containsEntry("access_token", "t1")
          .containsEntry("timestamp", Long.toString(CLOCK.millis()));
      assertThat(asked.json().at("/markdown/title").asText()).isEqualTo("【严重】冷库过热 · 冷库");
      assertThat(asked.json().at("/markdown/text").asText()).endsWith("\n\n@13800000000");
      assertThat(asked.json().at("/at/atMobiles/0").asText()).isEqualTo("13800000000");
      assertThat(
              why(
                  new DingTalkChannel(url, Optional.of("wrong"), CLOCK)
                      .send(message("13800000000", "冷库"))))
          .startsWith("DingTalk refused: 310000 sign not match; the robot's security settings")
          .doesNotContain("wrong", "t1");
    }
  }

  @Test
  void feishu_gets_a_signed_card_with_a_button() throws Exception {
    try (OtherSide robot =
        OtherSide.saying(
            asked -> {
              String timestamp = asked.json().path("timestamp").asText();
              try {
                boolean good =
                    asked.json().path("sign").asText().equals(hmac(timestamp + "\nS1", ""));
                return good
                    ? "{\"code\":0,\"msg\":\"success\",\"data\":{}}"
                    : "{\"code\":19021,\"msg\":\"sign match fail or timestamp is not within one hour from current time\"}";
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            })) {
      var url = robot.at("/open-apis/bot/v2/hook/h1");
      assertThat(new FeishuChannel(url, Optional.of("S1"), CLOCK).send(message("ou_1", "冷库")))
          .isEqualTo(new Channel.Taken());
      var body = robot.asked.get(0).json();
      assertThat(body.path("timestamp").asText())
          .isEqualTo(Long.toString(CLOCK.instant().getEpochSecond()));
      assertThat(body.path("msg_type").asText()).isEqualTo("interactive");
      assertThat(body.at("/card/header/template").asText()).isEqualTo("red");
      assertThat(body.at("/card/elements/0/content").asText())
          .contains("**限值**: 8 ℃")
          .endsWith("<at id=ou_1></at>");
      assertThat(body.at("/card/elements/1/actions/0/url").asText()).isEqualTo("http://x/a/token");
      assertThat(why(new FeishuChannel(url, Optional.of("S2"), CLOCK).send(message("", "冷库"))))
          .contains("19021", "check `secret` and this machine's clock");
    }
  }

  @Test
  void what_a_robot_answers_with_200_is_read() throws Exception {
    for (var answer :
        Map.of(
                "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}",
                "45009 api freq out of limit; more than 20 messages in a minute",
                "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}",
                "93000 invalid webhook url; the key in `url` is wrong",
                "<html>login</html>",
                "no JSON",
                "{\"hello\":1}",
                "without `errcode`",
                "",
                "without `errcode`")
            .entrySet()) {
      try (OtherSide robot = OtherSide.saying(a -> answer.getKey())) {
        assertThat(why(new WeComChannel(robot.at("/?key=geheim")).send(message("", "冷库"))))
            .contains(answer.getValue())
            .doesNotContain("geheim");
      }
    }
  }

  @Test
  void short_messages_are_what_the_template_makes_of_them() throws Exception {
    try (OtherSide gateway =
        OtherSide.saying(
            asked ->
                asked.json().path("mobile").asText().startsWith("138")
                    ? "{\"code\":0}"
                    : "{\"code\":\"isv.MOBILE_NUMBER_ILLEGAL\"}")) {
      SmsChannel channel =
          new SmsChannel(
              gateway.at("/sms"),
              Map.of("Content-Type", "application/json", "X-Key", "k"),
              new Template(
                  "{\"mobile\":\"{{to}}\",\"text\":\"{{brief}} {{link}}\"}", "application/json"),
              Optional.of(new SmsChannel.Success(JsonPointer.compile("/code"), "0")),
              "");
      assertThat(channel.send(message("13800000000", "\\\"冷库\\\""))).isEqualTo(new Channel.Taken());
      assertThat(gateway.asked.get(0).headers()).containsEntry("x-key", "k");
      assertThat(gateway.asked.get(0).json().path("text").asText())
          .isEqualTo("【严重】\"冷库\" 冷库过热 9.64 ℃ / 8 ℃ 11-25 02:00 关门,检查压缩机 http://x/a/token");
      assertThat(why(channel.send(message("007", "冷库"))))
          .contains("answered 'isv.MOBILE_NUMBER_ILLEGAL' at /code, not '0'");
      assertThat(channel.send(message("", "冷库")))
          .isEqualTo(new Channel.NotTaken("a short message needs a number", false));
      assertThat(channel.reachesEverybody()).isFalse();
    }
  }

  @Test
  void a_form_is_escaped_as_a_form() throws Exception {
    try (OtherSide gateway = OtherSide.saying(a -> "OK")) {
      String form = "application/x-www-form-urlencoded";
      new SmsChannel(
              gateway.at("/"),
              Map.of("Content-Type", form),
              new Template("to={{to}}&text={{title}}", form),
              Optional.empty(),
              "10086")
          .send(message("", "甲&乙"));
      assertThat(gateway.asked.get(0).body())
          .startsWith("to=10086&text=%E3%80%90")
          .contains("%E7%94%B2%26%E4%B9%99");
    }
  }

  @Test
  void a_webhook_is_signed_over_its_time_and_body() throws Exception {
    try (OtherSide hook = OtherSide.saying(a -> "")) {
      var plain =
          new WebhookChannel(
              hook.at("/"), Map.of("X-A", "1"), Optional.empty(), Optional.of("S"), CLOCK);
      assertThat(plain.send(message("", "冷库"))).isEqualTo(new Channel.Taken());
      OtherSide.Asked asked = hook.asked.get(0);
      String time = asked.headers().get("x-sentry-timestamp");
      byte[] mac = Base64.getDecoder().decode(hmac("S", time + "." + asked.body()));
      assertThat(asked.headers())
          .containsEntry("x-sentry-signature", "sha256=" + HexFormat.of().formatHex(mac))
          .containsEntry("idempotency-key", "d1")
          .containsEntry("content-type", "application/json")
          .containsEntry("x-a", "1");
      assertThat(asked.json().path("title").asText()).isEqualTo("冷库过热");
    }
  }

  @Test
  void names_are_no_markup() {
    Notice notice = message("", "冷库](http://evil) **x** <font>").notice();
    assertThat(notice.markdown())
        .doesNotContain("](", "** ", "<font>")
        .contains("冷库】(http://evil)");
    assertThat(List.of(notice.title())).allMatch(t -> t.startsWith("【严重】"));
  }

  @Test
  void what_must_be_reported_says_so_even_when_it_is_over() {
    Notice notice =
        MessageWriter.message(
                "a1",
                "",
                """
                {"severity":"critical","state":"recovered","place":"门厅","title":"体温异常","since":"2026-11-25T02:00:00.000+08:00",
                 "reportBy":"2026-11-25T04:00:00.000+08:00","overdue":true,"language":"zh","runbook":"https://plan.example/"}
                """)
            .notice();
    assertThat(notice.title()).isEqualTo("【须上报】体温异常 · 门厅");
    assertThat(notice.tone()).isEqualTo(Notice.Tone.CRITICAL);
    assertThat(notice.plain()).contains("上报时限: 11-25 04:00 · 已逾期", "应急预案: https://plan.example/");
    assertThat(notice.brief()).endsWith("上报时限 11-25 04:00");
  }
}
