package org.campussentry.ingest.account;

import java.util.List;
import java.util.Optional;

/** Where tokens are kept, also those that are good no more. Thread-safe. */
public interface TokenStore {
  void addToken(String tokenHash, ApiToken token);

  Optional<ApiToken> token(String tokenHash);

  /** All, the newest first. */
  List<ApiToken> tokens();

  void tokenUsed(String id, long at);

  /** False when it was revoked already, or is none. */
  boolean revokeToken(String id, long at);
}
