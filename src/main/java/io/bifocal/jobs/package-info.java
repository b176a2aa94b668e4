/** One class a job, each readable top to bottom as the list of its steps; and the command line. */
package io.bifocal.jobs;
