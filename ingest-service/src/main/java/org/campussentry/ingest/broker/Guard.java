package org.campussentry.ingest.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.NoCacheLoginException;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.campussentry.ingest.broker.Refusals.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands at the door of the embedded broker. Artemis asks it who may enter and use which address;
 * before that it sees each MQTT packet, because addresses of Artemis are no topics: a shared or
 * qualified name could reach the queue of another. Thread-safe.
 */
final class Guard implements ActiveMQSecurityManager5, MQTTInterceptor {
  private static final Logger log = LoggerFactory.getLogger(Guard.class);
  private static final int EXPIRY = MqttProperties.SESSION_EXPIRY_INTERVAL;

  private final Door.Lock lock;
  private final Refusals refusals;

  /** What was wrong with a CONNECT, until Artemis asks for its user. */
  private final Map<RemotingConnection, Wrong> wrong =
      Collections.synchronizedMap(new WeakHashMap<>());

  private volatile Keys keys;
  private volatile boolean unreadable;

  /** One that is away for longer finds nothing of before; its outbox has all that counts. */
  static final int SESSION_EXPIRY_S = 86_400;

  Guard(Door.Lock lock, Refusals refusals) throws IOException, GeneralSecurityException {
    this.lock = lock;
    this.refusals = refusals;
    this.keys = Keys.read(lock);
  }

  /** Reads the files again if they changed; true when somebody may have lost the right to stay. */
  boolean look() {
    try {
      if (Keys.seen(lock).equals(keys.seen())) {
        return false;
      }
      keys = Keys.read(lock);
      unreadable = false;
      return true;
    } catch (IOException | GeneralSecurityException e) {
      if (unreadable) {
        return false;
      }
      unreadable = true;
      log.error(
          "The users of the broker can't be read: {}. Those of before count on; see to {}",
          e.getMessage(),
          lock.passwords());
      return false;
    }
  }

  /** Whether nothing of a gateway may lie there any more. */
  boolean isGone(String site, String gateway) {
    return keys.isGone(site, gateway);
  }

  /** Whether what the user entered with still counts. */
  boolean mayStay(RemotingConnection connection) {
    Subject subject = connection.getSubject();
    if (subject == null) {
      return true;
    }
    return subject.getPublicCredentials(Entered.class).stream()
        .allMatch(
            entered ->
                entered.hash().equals(keys.hashOf(user(subject).orElse("")))
                    && entered.certificate().stream().noneMatch(keys::isRevoked));
  }

  /** With what somebody entered. */
  private record Entered(Optional<String> hash, Optional<X509Certificate> certificate) {}

  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    if (packet instanceof MqttConnectMessage connect) {
      if (connection.getSubject() != null) {
        // A second one is against the protocol.
        return false;
      }
      cap(connect.variableHeader().properties());
      wrong(connect).ifPresent(found -> wrong.put(connection, found));
      return true;
    }
    if (packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader farewell) {
      cap(farewell.properties());
    }
    String user = user(connection.getSubject()).orElse("");
    if (packet instanceof MqttPublishMessage publish) {
      String topic = publish.variableHeader().topicName();
      boolean alias = topic == null || topic.isEmpty();
      return alias || judge(keys.access().mayWrite(user, topic), Reason.TOPIC, topic, connection);
    }
    if (packet instanceof MqttSubscribeMessage subscribe) {
      boolean sound = true;
      for (MqttTopicSubscription wish : subscribe.payload().topicSubscriptions()) {
        String filter = wish.topicFilter();
        sound &=
            judge(keys.access().mayRead(user, filter), Reason.SUBSCRIPTION, filter, connection);
      }
      return sound;
    }
    return true;
  }

  /** Artemis keeps a session for as long as its client says, and one of "for ever" for ever. */
  private static void cap(MqttProperties properties) {
    if (properties.getProperty(EXPIRY) instanceof MqttProperties.IntegerProperty expiry
        && Integer.compareUnsigned(expiry.value(), SESSION_EXPIRY_S) > 0) {
      properties.add(new MqttProperties.IntegerProperty(EXPIRY, SESSION_EXPIRY_S));
    }
  }

  /** Tells of what is not allowed. Artemis refuses it; false if that can't be left to Artemis. */
  private boolean judge(boolean may, Reason reason, String topic, RemotingConnection connection) {
    if (!may) {
      refuse(reason, user(connection.getSubject()).orElse(""), connection, "topic " + topic);
    }
    return may || (!topic.startsWith("$") && !topic.contains("::"));
  }

  private Optional<Wrong> wrong(MqttConnectMessage connect) {
    String user = String.valueOf(connect.payload().userName());
    String client = String.valueOf(connect.payload().clientIdentifier());
    if (!keys.access().mayBe(user, client)) {
      return Optional.of(new Wrong(Reason.CLIENT_ID, "client id " + client));
    }
    String will = connect.payload().willTopic();
    if (connect.variableHeader().isWillFlag()
        && !keys.access().mayWrite(user, String.valueOf(will))) {
      return Optional.of(new Wrong(Reason.WILL, "will on topic " + will));
    }
    return Optional.empty();
  }

  @Override
  public Subject authenticate(
      String user, String password, RemotingConnection connection, String domain)
      throws NoCacheLoginException {
    Subject inside = connection.getSubject();
    if (inside != null && user(inside).equals(Optional.ofNullable(user))) {
      // Artemis asks again at each use of an address.
      if (mayStay(connection)) {
        return inside;
      }
      throw refuse(Reason.CREDENTIALS, user, connection, "its credentials were withdrawn");
    }
    if (user == null || password == null || !keys.admit(lock, user, password)) {
      throw refuse(Reason.CREDENTIALS, String.valueOf(user), connection, "wrong user or password");
    }
    if (!user.equals(AccessList.SERVICE) && keys.access().siteOf(user).isEmpty()) {
      throw refuse(
          Reason.CREDENTIALS, user, connection, "it was provisioned without being bound to a site");
    }
    Wrong found = wrong.remove(connection);
    if (found != null) {
      throw refuse(found.reason(), user, connection, found.what());
    }
    Optional<X509Certificate> certificate = Optional.empty();
    if (lock.certificates()) {
      certificate = certificate(connection);
      if (certificate.isEmpty()) {
        throw refuse(Reason.CERTIFICATE, user, connection, "it shows no certificate");
      }
      String name = name(certificate.get());
      if (!name.equals(user)) {
        throw refuse(Reason.CERTIFICATE, user, connection, "its certificate is for " + name);
      }
      if (keys.isRevoked(certificate.get())) {
        throw refuse(Reason.CERTIFICATE, user, connection, "its certificate was withdrawn");
      }
    }
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(user));
    subject.getPublicCredentials().add(new Entered(keys.hashOf(user), certificate));
    return subject;
  }

  private static Optional<X509Certificate> certificate(RemotingConnection connection) {
    X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
    return chain == null || chain.length == 0 ? Optional.empty() : Optional.of(chain[0]);
  }

  private static String name(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> part.getValue().toString())
              .findFirst()
              .orElse("nobody");
    } catch (InvalidNameException e) {
      return "nobody";
    }
  }

  private NoCacheLoginException refuse(
      Reason reason, String user, RemotingConnection connection, String what) {
    boolean known = user.equals(AccessList.SERVICE) || keys.hashOf(user).isPresent();
    refusals.refuse(reason, user, known, String.valueOf(connection.getRemoteAddress()), what);
    return new NoCacheLoginException(what);
  }

  /** Tells of a certificate that no authority of ours signed; TLS has refused it. */
  void refusedInHandshake(String host, Exception why) {
    refusals.refuse(
        Reason.CERTIFICATE,
        "(not told)",
        false,
        host,
        "its certificate is not of this campus (" + why.getMessage() + ")");
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType what, String address) {
    String user = user(subject).orElse("");
    String topic = topic(address);
    return switch (what) {
      case SEND -> keys.access().mayWrite(user, topic);
      case CONSUME,
          CREATE_DURABLE_QUEUE,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE ->
          keys.access().mayRead(user, topic);
      case CREATE_ADDRESS ->
          keys.access().mayWrite(user, topic) || keys.access().mayRead(user, topic);
      case DELETE_ADDRESS, MANAGE, BROWSE, VIEW, EDIT -> false;
    };
  }

  /** An address of Artemis, perhaps with a queue, as a topic. Ids of ours have no dots. */
  private static String topic(String address) {
    return address.replaceFirst("::.*", "").replace('.', '/').replace('*', '+');
  }

  private static Optional<String> user(Subject subject) {
    return subject == null
        ? Optional.empty()
        : subject.getPrincipals(UserPrincipal.class).stream().map(Principal::getName).findFirst();
  }

  @Override
  public boolean validateUser(String user, String password) {
    return false;
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType what) {
    return false;
  }
}
