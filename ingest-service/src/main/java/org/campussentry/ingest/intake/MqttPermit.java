package org.campussentry.ingest.intake;

import java.util.concurrent.Semaphore;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/**
 * Gives a permit back when a publish has ended, well or badly: a lost receipt is asked for again.
 */
record MqttPermit(Semaphore permits) implements MqttActionListener {
  @Override
  public void onSuccess(IMqttToken token) {
    permits.release();
  }

  @Override
  public void onFailure(IMqttToken token, Throwable cause) {
    permits.release();
  }
}
