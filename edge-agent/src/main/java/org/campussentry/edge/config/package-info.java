/**
 * Configuration as text with places. Takes in a YAML file and the environment, and hands on typed
 * values, key by key; all that is wrong is collected with file and line. Knows nothing of what the
 * keys mean.
 */
package org.campussentry.edge.config;
