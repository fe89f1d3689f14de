package org.campussentry.ingest.broker;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trust as another judges it, but that who is refused in the handshake is told of. */
final class ToldTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;
  private final BiConsumer<String, CertificateException> refused;

  /**
   * Asks {@code judge}.
   *
   * @param refused gets the peer's address, and why
   */
  ToldTrust(X509ExtendedTrustManager judge, BiConsumer<String, CertificateException> refused) {
    this.judge = judge;
    this.refused = refused;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    try {
      judge.checkClientTrusted(chain, type, engine);
    } catch (CertificateException e) {
      refused.accept(String.valueOf(engine.getPeerHost()), e);
      throw e;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkClientTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkServerTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
