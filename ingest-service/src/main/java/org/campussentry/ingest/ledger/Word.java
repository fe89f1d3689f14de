package org.campussentry.ingest.ledger;

import java.util.Arrays;

/** What stands on a printed ledger, in Chinese and English. */
enum Word {
  TITLE_DAY("温度台账（日）", "Temperature ledger of a day"),
  TITLE_MONTH("温度台账（月）", "Temperature ledger of a month"),
  SITE("校区", "Site"),
  PLACE("地点", "Place"),
  DATE("日期", "Date"),
  VERSION("版本", "Version"),
  DRAFT("草稿，未签发", "Draft, not issued"),
  NUMBER("第 %d 版，%s", "Version %d, %s"),
  BY_PERSON("人工签发", "issued by a person"),
  BY_LATE_DATA("补传数据后自动签发", "issued by the system after late data"),
  BY_HAND_ENTRY("人工补录后签发", "issued after an entry by hand"),
  RECORDER("记录人", "Recorded by"),
  REVIEWER("审核人", "Reviewed by"),
  LEADER("带班领导", "Leader on shift"),
  ISSUED("签发时间", "Issued"),
  AS_OF("截至", "As of"),
  DIGEST("摘要", "Digest"),
  PREVIOUS("上一版摘要", "Digest of the version before"),
  POINT("测点", "Point"),
  QUANTITY("项目", "Quantity"),
  GAUGE("仪器编号", "Instrument no."),
  DUE("校准有效期", "Calibration due"),
  EXPIRED("× 过期", "× expired"),
  OFFSET("证书偏差（未计入读数）", "Offset by certificate (not applied)"),
  LIMITS("限值", "Limits"),
  BY_HOUR("（部分时段）", " (at some hours)"),
  UNRECORDED("未登记", "not recorded"),
  NONE("无", "none"),
  PERIOD("时段", "Period"),
  DAY("日期", "Day"),
  MIN("最低", "Min"),
  MEAN("平均", "Mean"),
  MAX("最高", "Max"),
  MARK("超限", "Limit"),
  STATE("情况与原因", "What is there, and why not more"),
  LACKING("缺测率", "Missing"),
  HAND("人工补录（不计入统计）", "Entered by hand (in no figure)"),
  WHOLE_DAY("全天", "Day"),
  WHOLE_MONTH("全月", "Month"),
  MISSING("缺", "missing"),
  MEASURED_STATE("已测", "measured"),
  LATE_STATE("已测，含迟到 %d 条", "measured, %d late"),
  PENDING_STATE("未到时间", "not yet"),
  UNEXPECTED_STATE("未启用", "not in use"),
  SEPARATOR("；", "; "),
  COLON("：", ": "),
  NOT_ARRIVED("未收到 %d 条", "%d never came"),
  UNTIMED("时间不明 %d 条", "%d without a sure time"),
  OF_REASON("%s %d 条", "%2$d %1$s"),
  SUM("应有 %d 条，实有 %d 条", "%2$d of %1$d readings"),
  EXCURSIONS("超限与处置", "Excursions and what was done"),
  NO_EXCURSIONS("超限：无", "No excursions"),
  SINCE("开始", "Start"),
  MINUTES("持续（分钟）", "Minutes"),
  KIND("类别", "Kind"),
  WORST("最差值", "Worst"),
  LIMIT("限值", "Limit"),
  ACTION("处置", "Action"),
  HANDLER("处置人", "Handled by"),
  GOES_ON("未结束", "goes on"),
  NOT_CLOSED("尚未填写（告警未关闭）", "not told yet (the alert is not closed)"),
  FOUND_LATE("补传数据中发现，当时未通知任何人", "found in late data; nobody was told"),
  CHANGES("与上一版的差异", "What differs from the version before"),
  BECAME("→", "→"),
  GONE("（已无）", "(gone)"),
  NEW("（新）", "(new)"),
  NOTHING("本时段内没有应测的测点", "No point was expected to be measured in this time"),
  PACK("迎检资料包", "Inspector’s pack"),
  PACK_MADE("生成于", "made"),
  PACK_HOW(
      "每个文件的 SHA-256 见 SHA256SUMS，可用 sha256sum -c SHA256SUMS 核对。台账各版本的 JSON 含上一版的摘要。",
      "SHA256SUMS has the SHA-256 of each file; sha256sum -c SHA256SUMS compares them. Each version of a ledger, as JSON, holds the digest of the one before."),
  PACK_NONE("这段时间没有。", "Nothing of this time."),
  PACK_LEDGERS("台账（已签发）", "Ledgers that were issued");

  private final String chinese;
  private final String english;

  Word(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  String in(boolean inEnglish) {
    return inEnglish ? english : chinese;
  }

  /** Words that the data bring along, by their spelling there. */
  private enum Named {
    TEMPERATURE("temperature", "温度", "temperature"),
    HUMIDITY("humidity", "湿度", "humidity"),
    TIMEOUT("timeout", "设备无应答", "without answer of the device"),
    CHECKSUM("checksum", "校验错误", "with a wrong checksum"),
    EXCEPTION("exception", "设备返回异常码", "answered with an exception"),
    SENSOR_FAULT("sensor-fault", "传感器故障", "with a sensor fault"),
    OUT_OF_RANGE("out-of-range", "超出量程", "out of range"),
    NOT_CONFIGURED("not-configured", "未配置", "not configured"),
    UNKNOWN("", "无数据（原因未按小时留存）", "without a value (reason not kept by hour)"),
    THRESHOLD("threshold", "超限", "beyond limit"),
    RATE("rate", "变化过快", "changes too fast"),
    STUCK("stuck", "读数不变", "stands still"),
    NO_DATA("no-data", "无数据", "no data"),
    POINT_ADDED("point-added", "新增测点", "a point more"),
    POINT_REMOVED("point-removed", "减少测点", "a point less"),
    INSTRUMENT("instrument", "仪器信息不同", "the instrument is recorded otherwise"),
    LIMITS("limits", "限值不同", "other limits"),
    ACCOUNT("account", "读数统计不同", "readings are counted otherwise"),
    NAMES("names", "名称不同", "other names"),
    LEADERS("leaders", "带班领导不同", "another leader on shift");

    private final String word;
    private final String chinese;
    private final String english;

    Named(String word, String chinese, String english) {
      this.word = word;
      this.chinese = chinese;
      this.english = english;
    }
  }

  /** What nobody named goes by its own word. */
  static String named(String word, boolean inEnglish) {
    return Arrays.stream(Named.values())
        .filter(n -> n.word.equals(word))
        .findFirst()
        .map(n -> inEnglish ? n.english : n.chinese)
        .orElse(word);
  }
}
