package org.campussentry.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Who signs configurations at the campus. */
public final class CampusSigner {
  public final KeyPair keys;

  public CampusSigner() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the public key where a gateway looks for it. */
  public void publish(Path file) {
    String encoded = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
    try {
      Files.writeString(
          file, "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] order(long version, String config) {
    return order(claims(version, config));
  }

  /** One that may displace a hand-edited file. */
  public byte[] orderOver(long version, String config, String fingerprint) {
    Map<String, Object> claims = claims(version, config);
    claims.put("over", fingerprint);
    return order(claims);
  }

  public static Map<String, Object> claims(long version, String config) {
    var claims = new HashMap<String, Object>();
    claims.put("v", 1);
    claims.put("site", "main");
    claims.put("gateway", "gw-canteen1");
    claims.put("version", version);
    claims.put("config", config);
    return claims;
  }

  public byte[] order(Map<String, Object> claims) {
    try {
      var signing = new JsonWebSignature();
      signing.setAlgorithmHeaderValue("EdDSA");
      signing.setKey(keys.getPrivate());
      signing.setPayload(new ObjectMapper().writeValueAsString(claims));
      return signing.getCompactSerialization().getBytes(StandardCharsets.US_ASCII);
    } catch (JoseException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
