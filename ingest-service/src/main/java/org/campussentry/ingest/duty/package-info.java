/**
 * Who is on duty, and whom an alert calls when. Takes in the rota of the campus file, what people
 * changed in it, alerts and the time; hands on shifts, findings, hand-overs and calls. {@link
 * org.campussentry.ingest.duty.Roster} and {@link org.campussentry.ingest.duty.Escalation} are
 * pure; {@link org.campussentry.ingest.duty.DutyDesk} keeps what people change.
 */
package org.campussentry.ingest.duty;
