/**
 * Puts what the probes give, and what the process says of itself, into the window of samples, as a
 * Prometheus that scrapes this process would, and keeps that window on disk.
 */
@NullMarked
package io.hypervigil.recording;

import org.jspecify.annotations.NullMarked;
