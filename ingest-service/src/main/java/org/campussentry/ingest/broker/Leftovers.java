package org.campussentry.ingest.broker;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies on the embedded broker of gateways that are gone: retained messages, what waits for
 * them, their sessions. One thread.
 */
final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
  private static final String ID = "([a-z0-9][a-z0-9_-]*)";

  /** An address of Artemis; one with a wildcard belongs to the service. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\$sys\\.mqtt\\.retain\\.)?sentry\\.v1\\." + ID + "\\." + ID + "\\..*");

  private static final Pattern CLIENT = Pattern.compile("sentry-" + ID + "~" + ID);

  private final ActiveMQServer broker;
  private final BiPredicate<String, String> gone;

  /**
   * Removes nothing yet.
   *
   * @param gone whether nothing may be left of that gateway at that site
   */
  Leftovers(ActiveMQServer broker, BiPredicate<String, String> gone) {
    this.broker = broker;
    this.gone = gone;
  }

  /** Removes them; what does not go is told, and stays until the next time. */
  void remove() {
    try {
      MQTTStateManager sessions = MQTTStateManager.getInstance(broker);
      for (String client : sessions.getSessionStates().keySet()) {
        if (isOfGone(CLIENT, client)) {
          sessions.removeSessionState(client);
        }
      }
      List<SimpleString> queues =
          broker
              .getPostOffice()
              .getAllBindings()
              .filter(QueueBinding.class::isInstance)
              .filter(binding -> isOfGone(ADDRESS, binding.getAddress().toString()))
              .map(Binding::getUniqueName)
              .toList();
      for (SimpleString queue : queues) {
        broker.destroyQueue(queue, null, false, true, true);
      }
      for (SimpleString address : List.copyOf(broker.getPostOffice().getAddresses())) {
        if (isOfGone(ADDRESS, address.toString())) {
          broker.removeAddressInfo(address, null, true);
        }
      }
      if (!queues.isEmpty()) {
        log.info(
            "Removed {} queues of gateways that were withdrawn from the broker", queues.size());
      }
    } catch (Exception e) {
      log.warn("What withdrawn gateways left on the broker could not be removed", e);
    }
  }

  private boolean isOfGone(Pattern form, String name) {
    Matcher named = form.matcher(name);
    return named.matches() && gone.test(named.group(1), named.group(2));
  }
}
