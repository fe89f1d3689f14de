/**
 * The HTTP side: login, the API of {@code openapi.yaml}, the live stream, and the pages. Takes in
 * what the other packages know and the acts of people; hands on JSON.
 */
package org.campussentry.ingest.web;
