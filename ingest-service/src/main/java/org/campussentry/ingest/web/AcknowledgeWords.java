package org.campussentry.ingest.web;

import java.util.Map;

/** What {@link AcknowledgePage} says in Chinese and English. */
final class AcknowledgeWords {
  private static final Map<String, String> ZH =
      Map.ofEntries(
          Map.entry("lang", "zh-CN"),
          Map.entry("product", "校园哨兵"),
          Map.entry("acknowledge", "我来处理，确认"),
          Map.entry("as", "以此身份确认"),
          Map.entry("name", "姓名"),
          Map.entry("pin", "PIN 码"),
          Map.entry("by", "已确认"),
          Map.entry("open-page", "登录后查看全部经过"),
          Map.entry("done", "已确认。"),
          Map.entry("until", "若届时数值仍未恢复，将再次通知："),
          Map.entry("used", "这个链接已经用过。每条消息的链接只能确认一次。"),
          Map.entry("recovered", "这条告警已经恢复，无需确认。"),
          Map.entry("closed", "这条告警已经关闭。"),
          Map.entry("expired", "链接已过期（有效期 24 小时）。请使用最新消息里的链接，或登录后确认。"),
          Map.entry("altered", "链接不完整或被改动过。请从原消息重新打开，或登录后确认。"),
          Map.entry("lost", "暂时查不到这条消息，链接没有失效。请稍后再试，或登录后确认；升级通知照常进行。"),
          Map.entry("log-in", "名册中还没有人设置 PIN 码，请登录后确认。"),
          Map.entry("stranger", "姓名或 PIN 码不对，没有确认。请再试一次。"),
          Map.entry("too-many", "尝试次数太多，没有确认。请一分钟后再试。"));

  private static final Map<String, String> EN =
      Map.ofEntries(
          Map.entry("lang", "en"),
          Map.entry("product", "Campus Sentry"),
          Map.entry("acknowledge", "I take care of it: acknowledge"),
          Map.entry("as", "Acknowledging as"),
          Map.entry("name", "Name"),
          Map.entry("pin", "PIN"),
          Map.entry("by", "Acknowledged"),
          Map.entry("open-page", "Log in to see the whole story"),
          Map.entry("done", "Acknowledged."),
          Map.entry("until", "If it has not recovered by then, people are called again:"),
          Map.entry(
              "used", "This link was used before. The link of a message acknowledges only once."),
          Map.entry("recovered", "This alert has recovered; there is nothing to acknowledge."),
          Map.entry("closed", "This alert is closed."),
          Map.entry(
              "expired",
              "This link is older than 24 hours. Use the one of the newest message, or log in."),
          Map.entry(
              "altered",
              "This link is incomplete or was changed. Open it from the message again, or log in."),
          Map.entry(
              "lost",
              "This message can't be found at the moment; its link stays good. Try again soon, or log in. "
                  + "The escalation goes on."),
          Map.entry("log-in", "Nobody in the roster has a PIN yet: log in to acknowledge."),
          Map.entry("stranger", "Name or PIN is wrong; nothing was acknowledged. Try again."),
          Map.entry(
              "too-many", "Too many attempts; nothing was acknowledged. Try again in a minute."));

  private AcknowledgeWords() {}

  static Map<String, String> of(boolean english) {
    return english ? EN : ZH;
  }
}
