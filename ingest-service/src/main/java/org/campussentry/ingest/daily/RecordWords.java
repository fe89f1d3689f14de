package org.campussentry.ingest.daily;

import java.util.Locale;
import java.util.Map;

/** The words of the record of disinfection beside those of a day's report. Immutable. */
record RecordWords(boolean english) {
  private static final Map<String, String[]> WORDS =
      Map.ofEntries(
          of("title", "消毒记录", "Record of disinfection"),
          of("over", "全部时段已结束", "all slots are over"),
          of("running", "截至 %s，尚有时段未结束", "as of %s; some slots are not over"),
          of("none", "这段时间没有计划消毒。", "Nothing was planned in this time."),
          of(
              "verdict",
              "计划 %d 项，已到期 %d 项：喷雾机验证 %d，人工登记 %d，不合格 %d，漏做 %d。",
              "%d planned, %d due: %d verified by sprayers, %d registered by hand, %d failed, %d missed."),
          of("warning", "并非全部得到验证：%s。", "Not all of it is proven: %s."),
          of("w.missed", "漏做 %d 项", "%d missed"),
          of("w.failed", "不合格 %d 项", "%d failed"),
          of("w.registered", "人工登记 %d 项，不是测量结果", "%d registered by hand, which is no measurement"),
          of("w.strength", "浓度未验证 %d 项", "strength not verified in %d"),
          of("seen", "喷雾机数据完整率 100 %。", "Sprayers were heard all the time."),
          of(
              "seen.less",
              "%d 项的喷雾机数据不全，最低 %s %%（%s）。",
              "In %d slots sprayers were not heard all the time, least %s %% (%s)."),
          of("seen.none", "这段时间没有喷雾机作业读数。", "There are no readings of a sprayer in this time."),
          of("verified", "喷雾机验证", "Verified by sprayers"),
          of("registered", "人工登记（非测量）", "Registered by hand (not measured)"),
          of("undone", "不合格与漏做", "Failed and missed"),
          of("open", "未结束", "Not over"),
          of("item", "项目", "Item"),
          of("result", "结果", "Result"),
          of("summary", "概要", "Summary"),
          of("planned", "计划", "Planned"),
          of("due", "已到期", "Due"),
          of("strength.unverified", "其中浓度未验证", "Strength not verified"),
          of("contact.unverified", "其中接触时间未验证", "Contact time not verified"),
          of("litres.proven", "已证实用量 L", "Proven litres"),
          of("area", "区域", "Area"),
          of("time", "时段", "Slot"),
          of("asked", "药剂与要求", "Asked for"),
          of("strength", "实测浓度 mg/L", "Measured mg/L"),
          of("litres", "实测用量 L", "Measured L"),
          of("complete", "数据完整率 %", "Heard %"),
          of("evidence", "佐证与说明", "Evidence and notes"),
          of("flaws", "问题", "What is wrong"),
          of("person", "登记人", "By"),
          of("at", "登记时间", "At"),
          of("reason", "原因", "Reason"),
          of("strip", "试纸 mg/L", "Strip mg/L"),
          of("sprayers", "喷雾机所见", "What sprayers show"),
          of("state", "状态", "State"),
          of("asked.of", "%s %s mg/L，%s L", "%s %s mg/L, %s L"),
          of("by.strip", "%s（试纸）", "%s (strip)"),
          of("by.nobody", "浓度未验证", "not verified"),
          of("checked", "%s %s 登记", "entered by %s, %s"),
          of("checked.strip", "试纸 %s mg/L", "strip %s mg/L"),
          of("checked.closed", "封闭至 %s", "closed until %s"),
          of("recorder", "记录人", "Recorded by"),
          of("reviewer", "审核人", "Reviewed by"),
          of("leader", "带班领导", "Leader on shift"),
          of("printed", "打印 %s", "Printed %s"),
          of("version", "第 %d 版", "version %d"),
          of("note.concentration-unverified", "浓度未验证", "strength not verified"),
          of("note.concentration-by-strip", "浓度由试纸检测", "strength by a test strip"),
          of("note.contact-unverified", "接触时间未验证", "contact time not verified"),
          of("note.contact-by-hand", "接触时间由人登记", "contact time recorded by a person"),
          of("note.refilled", "作业中加过药", "refilled meanwhile"),
          of("note.creeping", "停泵时流量计仍计数", "the meter counts while the pump is off"),
          of("note.tank-fell-more", "药箱下降多于流量", "the tank fell by more than the meter counted"),
          of("note.partly-unseen", "有一段没有数据", "a part was not seen"),
          of("note.with-pause", "中途停过", "with a pause"));

  private static Map.Entry<String, String[]> of(String key, String chinese, String english) {
    return Map.entry(key, new String[] {chinese, english});
  }

  String say(String key, Object... with) {
    String[] both = WORDS.get(key);
    if (both == null) {
      throw new IllegalArgumentException("there is no word " + key);
    }
    String words = both[english ? 1 : 0];
    return with.length == 0 ? words : String.format(Locale.ROOT, words, with);
  }
}
