/** The benchmarks of the pages: a real browser, and as many streams as people have pages open. */
package org.campussentry.benchmarks.page;
