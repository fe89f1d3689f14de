package org.campussentry.ingest.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The Ed25519 key by which the campus signs configurations: {@code remote-key.jwk} (RFC 8037) in
 * the service's home, made when it is first needed, readable by its owner only. Whoever has it can
 * change every gateway; a lost one has to be replaced at every gateway. Immutable.
 */
public final class SigningKey {
  private static final String FILE = "remote-key.jwk";
  private final OctetKeyPairJsonWebKey key;

  private SigningKey(OctetKeyPairJsonWebKey key) {
    this.key = key;
  }

  /**
   * Reads the key of a home, or makes one.
   *
   * @throws IOException when it is there and cannot be used, or cannot be made; the message names
   *     the file and the remedy
   */
  public static SigningKey in(Path home) throws IOException {
    Path file = home.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      JsonWebKey read = JsonWebKey.Factory.newJwk(Files.readString(file));
      if (read instanceof OctetKeyPairJsonWebKey pair && pair.getPrivateKey() != null) {
        return new SigningKey(pair);
      }
      throw new JoseException("not a private Ed25519 key");
    } catch (JoseException e) {
      throw new IOException(
          file + " is no Ed25519 key (" + e.getMessage() + "). Put it back from a back-up.", e);
    }
  }

  private static void make(Path file) throws IOException, JoseException {
    OctetKeyPairJsonWebKey made = OkpJwkGenerator.generateJwk("Ed25519");
    SecretFile.make(file, made.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
  }

  /** The public half as PEM, for the gateways' {@code remote: {key: FILE}}. */
  public String publicPem() {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN PUBLIC KEY-----\n"
        + lines.encodeToString(key.getPublicKey().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** A compact JWS of a payload. */
  String sign(String payload) {
    var signing = new JsonWebSignature();
    signing.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    signing.setKey(key.getPrivateKey());
    signing.setPayload(payload);
    try {
      return signing.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("this Java cannot sign with Ed25519", e);
    }
  }
}
