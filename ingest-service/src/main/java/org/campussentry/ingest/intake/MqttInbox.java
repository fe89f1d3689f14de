package org.campussentry.ingest.intake;

import java.util.function.BiConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Paho's callbacks; each only hands off, because work here can deadlock the client. */
public record MqttInbox(BiConsumer<String, MqttMessage> next) implements MqttCallback {
  private static final Logger log = LoggerFactory.getLogger(MqttInbox.class);

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    next.accept(topic, message);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    log.info("The broker is gone: {}", response.getReasonString());
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    log.debug("MQTT: {}", exception.getMessage());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
