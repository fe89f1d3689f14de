/**
 * What must be reported upward (突发事件信息报告): opens a report when an alert of such a rule becomes
 * active, calls the leader on shift and the department while it is due, and keeps what people hand
 * in, each version. Takes in alerts, the roster and the time; hands on calls and reports.
 */
package org.campussentry.ingest.report;
