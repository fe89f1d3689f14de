package org.campussentry.edge.uplink;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * The callbacks of Paho that tell nothing which the listeners of single actions do not tell too.
 */
abstract class QuietCallback implements MqttCallback {

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String address) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
