package org.campussentry.ingest.intake;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.campussentry.ingest.broker.PemFiles;
import org.eclipse.paho.mqttv5.common.MqttException;

/** TLS with the trust and the certificate that an address names. */
final class TlsSockets {
  private TlsSockets() {}

  static SocketFactory factory(BrokerAddress broker) throws MqttException {
    try {
      boolean shows = broker.certificate().isPresent() && broker.key().isPresent();
      TrustManager[] trust = broker.ca().isPresent() ? PemFiles.trust(broker.ca().get()) : null;
      KeyManager[] own =
          shows ? PemFiles.identity(broker.certificate().get(), broker.key().get()) : null;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, trust, null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new MqttException(
          new IOException("broker.ca, certificate or key can't be used: " + e.getMessage(), e));
    }
  }
}
