package org.campussentry.ingest.web;

import java.util.Locale;
import java.util.Map;

/** What {@link HandoutPage} says in Chinese and English. */
final class HandoutWords {
  private static final Map<String, String> ZH =
      Map.ofEntries(
          Map.entry("lang", "zh-CN"),
          Map.entry("product", "校园哨兵"),
          Map.entry("title", "网关接入配置"),
          Map.entry("READY", "这个链接只能取一次，取走后立即失效。"),
          Map.entry("TAKEN", "这个链接已经用过，内容已被取走。若不是你取的，请立即在网关页面重新生成。"),
          Map.entry("EXPIRED", "这个链接已过期（有效期 15 分钟）。请在网关页面重新生成。"),
          Map.entry("WITHDRAWN", "这个链接已作废：之后又重新生成过，或已撤销。请使用最新的链接。"),
          Map.entry("UNKNOWN", "没有这个链接：地址不完整，或服务重启过。请在网关页面重新生成。"),
          Map.entry("valid", "有效至"),
          Map.entry("at", "时间"),
          Map.entry("from", "取走的地址"),
          Map.entry("on-site", "在网关上执行："),
          Map.entry("or", "或者先存到这台设备："),
          Map.entry("take", "取走配置"),
          Map.entry("secret", "内含密码和私钥：只交给这台网关，存好后删除副本。"));

  private static final Map<String, String> EN =
      Map.ofEntries(
          Map.entry("lang", "en"),
          Map.entry("product", "Campus Sentry"),
          Map.entry("title", "What a gateway needs"),
          Map.entry("READY", "This link gives it out once, and counts no more afterwards."),
          Map.entry(
              "TAKEN",
              "This link was used: somebody has taken it. If that was not you, make it anew on the page"
                  + " of gateways, at once."),
          Map.entry(
              "EXPIRED",
              "This link is older than 15 minutes. Make another one on the page of gateways."),
          Map.entry(
              "WITHDRAWN",
              "This link counts no more: there is a later one, or all was withdrawn. Use the latest."),
          Map.entry(
              "UNKNOWN",
              "There is no such link: it is cut short, or the service was restarted. Make another one"
                  + " on the page of gateways."),
          Map.entry("valid", "Valid until"),
          Map.entry("at", "Time"),
          Map.entry("from", "Taken from address"),
          Map.entry("on-site", "On the gateway, run:"),
          Map.entry("or", "Or keep it on this device first:"),
          Map.entry("take", "Take it"),
          Map.entry(
              "secret",
              "It holds a password and a key: give it to this gateway only, and delete other copies."));

  private HandoutWords() {}

  static Map<String, String> of(boolean english) {
    return english ? EN : ZH;
  }

  static boolean prefersEnglish(String languages) {
    return languages != null && !languages.toLowerCase(Locale.ROOT).contains("zh");
  }

  /** Fetches it on the gateway and gives it to the agent's user, as the Debian package has it. */
  static String command(String url) {
    return ("sudo install -d /etc/campus-sentry && curl -fsSX POST '%s' | sudo tar -xzC /etc/campus-sentry"
            + " && sudo chown campus-sentry: /etc/campus-sentry/*")
        .formatted(url);
  }
}
