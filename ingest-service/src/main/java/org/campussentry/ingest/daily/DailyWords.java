package org.campussentry.ingest.daily;

import java.util.Locale;
import java.util.Map;

/** The words of a report, in both languages. Immutable. */
record DailyWords(boolean english) {
  private static final Map<String, String[]> WORDS =
      Map.ofEntries(
          of("title.zero", "校园疫情防控日报告（零报告）", "Daily report on epidemic prevention (zero report)"),
          of("title", "校园疫情防控日报告", "Daily report on epidemic prevention"),
          of("version", "第 %d 版", "version %d"),
          of("state.draft", "草稿，未确认", "draft, not confirmed"),
          of("state.recorded", "已填报，待审核", "recorded, to be reviewed"),
          of("state.reviewed", "已确认", "confirmed"),
          of("state.signed", "已签发", "signed"),
          of("verdict.clean-zero", "零异常。", "Zero: nothing to report."),
          of(
              "verdict.zero-with-gaps",
              "未见异常，但数据不全，不能证明全天为零。",
              "Nothing was seen, but readings are missing: a zero is not proven."),
          of("verdict.exceptions", "有异常：%s。", "Not zero: %s."),
          of(
              "verdict.no-data",
              "无数据：当日没有任何读数，不能作零报告。",
              "No data: nothing was measured on this day, so no zero can be reported."),
          of("ex.over", "超限 %s 起", "%s beyond a limit"),
          of("ex.fever", "发热 %s 人次", "%s with a fever"),
          of("ex.missed", "消毒漏做 %s 项", "%s disinfections missed"),
          of("ex.failed", "消毒不合格 %s 项", "%s disinfections failed"),
          of("ex.suspected", "疑似 %s 例", "%s suspected"),
          of("ex.confirmed", "确诊 %s 例", "%s confirmed cases"),
          of(
              "basis",
              "依据：应有读数 %s 条，可作佐证 %s 条，完整率 %s %%。",
              "It rests on %2$s of %1$s expected readings that prove something: %3$s %%."),
          of(
              "basis.none",
              "没有测点应有读数，完整率无从计算。",
              "No readings are expected of any point, so there is no coverage."),
          of(
              "void",
              "另有 %s 条读数不作佐证（传感器卡死、搁置、检修或检定过期）。",
              "%s more readings prove nothing (stuck, shelved, in maintenance, or calibration"
                  + " expired)."),
          of(
              "rule.kept",
              "每个测点均达到 %s %%，关键测点无佐证时段均不超过 %s。",
              "Each point has at least %s %%, and no critical point was without proof for more than"
                  + " %s."),
          of(
              "rule.broken",
              "%s 个测点未达标（每点须 ≥ %s %%，关键测点无佐证时段 ≤ %s）。",
              "Points that fall short: %s (each needs %s %%, critical ones no more than %s without"
                  + " proof)."),
          of(
              "unknown",
              "网关 %s 从未上报测点，缺测多少无从知道。",
              "Gateway %s never said what it has, so nobody knows what is missing."),
          of("unfinished", "当日尚未结束，数据截至 %s。", "The day is not over: readings up to %s."),
          of("gap", "%s %s–%s（%s，%s）", "%s %s–%s (%s, %s)"),
          of("gaps", "缺测：%s。", "Not seen: %s."),
          of(
              "gaps.unseen",
              "缺测期间的情况不能由本系统证明。",
              "What happened meanwhile, this system cannot prove."),
          of(
              "gate.unseen",
              "入口测温网关中断：%s，人次可能不全。",
              "Entrance gateways were not heard: %s; counts may be incomplete."),
          of(
              "warning",
              "数据不足以证明当日为零，确认须写明理由。",
              "The readings do not prove this day; it can be confirmed only with a written"
                  + " reason."),
          of(
              "warning.reason",
              "数据不足以证明当日为零。确认理由（%s）：%s",
              "The readings do not prove this day. Why it is confirmed (%s): %s"),
          of("summary", "概要", "Summary"),
          of("item", "项目", "Item"),
          of("result", "结果", "Result"),
          of("coverage.is", "%s %%；未达标测点 %s 个", "%s %%; points that fall short: %s"),
          of("coverage", "数据完整率", "Coverage"),
          of("expected", "应有", "Expected"),
          of("measured", "实时", "Measured"),
          of("late", "补传", "Late"),
          of("voided", "不作佐证", "Void"),
          of("unavailable", "无值", "No value"),
          of("untimed", "时间不明", "Untimed"),
          of("missing", "缺失", "Missing"),
          of("percent", "完整率 %", "Coverage %"),
          of("site", "校区", "Site"),
          of("area", "区域", "Area"),
          of("points", "测点", "Points"),
          of("point", "测点", "Point"),
          of("all", "全校", "Campus"),
          of("entrance", "入校测温", "Entrance screening"),
          of(
              "entrance.is",
              "测温 %s 人次，发热 %s，未测出 %s",
              "%s measured, %s with a fever, %s without a value"),
          of(
              "entrance.none",
              "没有带限值的入口测温点，无人次可统计",
              "no entrance thermometer with a limit, so nothing is counted"),
          of("entrance.missed", "漏测", "Passed unmeasured"),
          of(
              "entrance.counted",
              "%s 人次（计数器有、体温没有；绕开测温点的人不能统计）",
              "%s by the counters, without a temperature; who walks around cannot be counted"),
          of(
              "entrance.uncounted",
              "入口没有人次计数器，漏测不能统计",
              "no counter at the entrances, so this cannot be counted"),
          of("cases", "疑似 / 确诊", "Suspected / confirmed"),
          of("cases.is", "疑似 %d，确诊 %d（由 %s 填报）", "%d suspected, %d confirmed (entered by %s)"),
          of("cases.none", "未填报", "not entered"),
          of("over", "超限", "Beyond a limit"),
          of("over.count", "%s 起", "%s in all"),
          of("disinfection", "消毒作业", "Disinfection"),
          of("disinfection.none", "无计划", "nothing was planned"),
          of("disinfection.is", "计划 %d；%s", "%d planned; %s"),
          of("slot.pending", "待执行", "to come"),
          of("slot.running", "进行中", "running"),
          of("slot.verified", "完成（已验证）", "done (verified)"),
          of("slot.registered", "完成（人工登记）", "done (by hand)"),
          of("slot.failed", "不合格", "failed"),
          of("slot.missed", "漏做", "missed"),
          of("flaw.no-sprayer", "没有喷雾机", "no sprayer"),
          of("flaw.no-run", "未检测到作业", "no run was found"),
          of("flaw.wrong-area", "在其他区域作业", "ran elsewhere"),
          of("flaw.dry", "流量为 0", "no flow"),
          of("flaw.too-weak", "浓度不足", "too weak"),
          of("flaw.strip-weak", "试纸显示浓度不足", "too weak by the test strip"),
          of("flaw.too-little", "用量不足", "too little liquid"),
          of("flaw.too-short", "时长不足", "too short"),
          of("flaw.pressure", "压力超出范围", "pressure out of range"),
          of("flaw.interrupted", "作业中断", "interrupted"),
          of("flaw.tank", "药箱下降少于流量", "the tank fell by less than the meter counted"),
          of("flaw.unseen", "数据缺失", "readings are missing"),
          of("alerts", "告警与处置", "Alerts"),
          of(
              "alerts.is",
              "%d 起（严重 %d），已确认 %d，已关闭 %d",
              "%d (%d critical), %d acknowledged, %d closed"),
          of("alerts.median", "；首次确认中位 %s", "; median to the first acknowledgement %s"),
          of("duty", "值班 / 带班", "On duty / leader"),
          of("duty.none", "无排班", "no shifts are planned"),
          of("duty.nobody", "空缺", "nobody"),
          of("shift", "班次", "Shift"),
          of("officer", "值班员", "Officer"),
          of("leader", "带班领导", "Leader"),
          of("short", "未达标测点", "Points that fall short"),
          of("short.none", "无：每个测点均达标。", "None: each point keeps the limits."),
          of("short.coverage", "完整率不足", "coverage"),
          of("short.gap", "关键测点中断过长", "critical, too long without proof"),
          of("longest", "最长无佐证（分钟）", "Longest gap, min"),
          of("why", "原因", "Why"),
          of("unproven", "无佐证时段", "Times without proof"),
          of("unproven.none", "无 10 分钟及以上的无佐证时段。", "None of ten minutes or more."),
          of("from", "起", "From"),
          of("until", "止", "Until"),
          of("minutes", "分钟", "Minutes"),
          of("why.silent", "无读数", "no readings"),
          of("why.unavailable", "有应答、无有效值", "answered without a value"),
          of("why.stuck", "读数不变（传感器卡死）", "value does not change (stuck)"),
          of("why.shelved", "告警被搁置", "alert was shelved"),
          of("why.maintenance", "检修", "maintenance"),
          of("why.calibration", "检定过期", "calibration expired"),
          of("excursions", "超限与处置", "Beyond a limit, and what was done"),
          of("excursions.none", "无。", "None."),
          of("rule", "规则", "Rule"),
          of("peak", "最差值", "Worst"),
          of("limit", "限值", "Limit"),
          of("action", "处置", "What was done"),
          of("handler", "处理人", "By"),
          of("lasting", "未恢复", "not over"),
          of("is.late", "补传数据，事后发现", "found afterwards, in late data"),
          of("is.maintained", "检修中", "in maintenance"),
          of("undone", "非自动验证的消毒", "Disinfection without proof by a sprayer"),
          of("slot.state", "状态", "State"),
          of("note", "说明", "Note"),
          of("diff", "与第 %d 版的差异", "What differs from version %d"),
          of("diff.none", "概要相同；各测点明细有变化。", "The summary is the same; figures of points differ."),
          of("before", "原", "Before"),
          of("after", "现", "Now"),
          of("more", "其余 %d 行见表格文件。", "%d more rows are in the files for spreadsheets."),
          of("annex", "各测点", "All points"),
          of("calibration", "仪器校准", "Calibration of instruments"),
          of("calibration.none", "30 天内无到期", "none ends within 30 days"),
          of("calibration.is", "过期 %d 台，30 天内到期 %d 台", "%d expired, %d within 30 days"),
          of("calibration.due", "校准有效期", "Due"),
          of("calibration.expired", "已过期，读数不作佐证", "expired: its readings prove nothing"),
          of("calibration.soon", "即将到期，请安排校准", "ends soon: have it calibrated"),
          of("serial", "仪器编号", "Instrument no."),
          of("recorder", "填报人", "Recorder"),
          of("reviewer", "审核人", "Reviewer"),
          of("made", "生成 %s · %s", "Made %s · %s"),
          of("digest", "摘要 SHA-256 %s", "SHA-256 %s"),
          of("previous", "上一环 %s", "Before it %s"),
          of("min", "%d 分钟", "%d min"),
          of("min.sec", "%d 分 %d 秒", "%d min %d s"),
          of("join", "、", ", "),
          of("stop", "；", "; "),
          of("many", "%s 等 %d 个", "%s and others, %d in all"),
          of("date", "yyyy 年 M 月 d 日", "d MMMM yyyy"));

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

  /** In both languages or in neither. */
  static boolean has(String key) {
    return WORDS.containsKey(key);
  }

  /** One that the table may not have: then as it is. */
  String wordOf(String prefix, String word) {
    return has(prefix + "." + word) ? say(prefix + "." + word) : word;
  }

  String name(String chinese, String inEnglish) {
    return english && inEnglish != null && !inEnglish.isEmpty() ? inEnglish : chinese;
  }

  String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** Whole minutes where there are no seconds, or so many that they don't matter. */
  String duration(long millis) {
    long seconds = Math.round(millis / 1000.0);
    return seconds % 60 == 0 || seconds >= 3600
        ? say("min", Math.round(seconds / 60.0))
        : say("min.sec", seconds / 60, seconds % 60);
  }
}
