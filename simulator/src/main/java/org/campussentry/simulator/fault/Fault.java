package org.campussentry.simulator.fault;

import java.util.Arrays;
import java.util.Optional;

/** A fault that can be switched on by a file of its name. Immutable. */
public enum Fault {
  COLD_STORE_DOOR(
      "cold-store-door",
      "Canteen 1: the door of the cold store stands open (cold1 rises above 8 °C)",
      "一食堂：冷库门未关（cold1 升至 8 °C 以上）"),
  FEVER(
      "fever",
      "Main gate: the next person has 38.4 °C (happens once, then switches itself off)",
      "主校区大门：下一位入校人员体温 38.4 °C（只发生一次，随后自动解除）"),
  SPRAYER_DRY(
      "sprayer-dry",
      "Canteen 1: the sprayer runs with an empty tank (on, but no flow and no pressure)",
      "一食堂：喷雾机空罐运行（运行状态为开，无流量、无压力）"),
  SENSOR_STUCK(
      "sensor-stuck",
      "Dormitory 2, room 203: the thermometer repeats its last values",
      "二号宿舍 203 室：温湿度计读数卡死不变"),
  SENSOR_DEAD(
      "sensor-dead",
      "Dormitory 1, room 104: the thermometer no longer answers",
      "一号宿舍 104 室：温湿度计不再应答"),
  LINE_CUT(
      "line-cut",
      "Dormitory 1: the RS-485 line is cut, no thermometer answers",
      "一号宿舍：RS-485 总线断线，全部温湿度计无应答"),
  GATEWAY_POWER(
      "gateway-power",
      "Dormitory 2: the gateway gw-dorm2 loses power (the start script stops its agent)",
      "二号宿舍：网关 gw-dorm2 断电（由启动脚本停止其采集程序）");

  private final String id;
  private final String english;
  private final String chinese;

  Fault(String id, String english, String chinese) {
    this.id = id;
    this.english = english;
    this.chinese = chinese;
  }

  /** The name of its file. */
  public String id() {
    return id;
  }

  /** One line in English. */
  public String english() {
    return english;
  }

  /** One line in Chinese. */
  public String chinese() {
    return chinese;
  }

  /** The fault of that name, if there is one. */
  public static Optional<Fault> named(String id) {
    return Arrays.stream(values()).filter(fault -> fault.id.equals(id)).findFirst();
  }
}
