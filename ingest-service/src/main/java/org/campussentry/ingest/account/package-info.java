/**
 * Who may log in and do what: accounts with a role each, sessions, tokens for programs and walls,
 * and the trail of what was changed by whom. Knows nothing of HTTP.
 */
package org.campussentry.ingest.account;
