package org.campussentry.ingest.history;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets the official client write to InfluxDB 1.x: 1.6 has no {@code /api/v2/write}, so a write goes
 * to {@code /write?db=} instead, and the token gives way to user name and password. Thread-safe.
 */
final class InfluxWriteShim implements Interceptor {
  private final Optional<String> basic;
  private volatile boolean rewrite;

  InfluxWriteShim(StoreAddress address) {
    this.basic = address.username().map(u -> Credentials.basic(u, address.password().orElse("")));
  }

  /** From now on the server is known to be a 1.x. */
  void useVersion1() {
    rewrite = true;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Request.Builder next = request.newBuilder();
    if (rewrite && request.url().encodedPath().equals("/api/v2/write")) {
      HttpUrl url =
          request
              .url()
              .newBuilder()
              .encodedPath("/write")
              .removeAllQueryParameters("org")
              .removeAllQueryParameters("bucket")
              .addQueryParameter("db", request.url().queryParameter("bucket"))
              .build();
      next.url(url);
    }
    if (rewrite || basic.isPresent()) {
      next.removeHeader("Authorization");
      basic.ifPresent(b -> next.header("Authorization", b));
    }
    return chain.proceed(next.build());
  }
}
