package org.campussentry.edge.uplink;

import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Why a session ended or could not begin.
 *
 * @param code MQTT reason code, or Paho's own
 */
record Ending(int code, String why) {
  private static final int BAD_USER_OR_PASSWORD = 0x86;
  private static final int NOT_AUTHORISED = 0x87;
  private static final int BANNED = 0x8A;

  static Ending of(Throwable failure) {
    int code = failure instanceof MqttException mqtt ? mqtt.getReasonCode() : -1;
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new Ending(code, String.valueOf(cause.getMessage()));
  }

  static Ending of(MqttDisconnectResponse response) {
    if (response.getException() != null) {
      return of(response.getException());
    }
    return new Ending(response.getReturnCode(), String.valueOf(response.getReasonString()));
  }

  /** Whether trying again soon cannot help. */
  boolean refused() {
    return code == BAD_USER_OR_PASSWORD || code == NOT_AUTHORISED || code == BANNED;
  }
}
