/** The benchmarks of the agent. Takes in a stage; hands on figures. */
package org.campussentry.benchmarks.edge;
