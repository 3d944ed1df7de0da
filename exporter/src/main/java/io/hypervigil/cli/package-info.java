/**
 * The command line: {@code serve}, {@code collect}, {@code check}, {@code version}, {@code help}.
 *
 * <p>What the commands run is handed in by Main. The flags are made from the configuration's
 * records, the model of the commands from the flags, and from the model the help, the shell's
 * completion and the manual pages.
 */
@NullMarked
package io.hypervigil.cli;

import org.jspecify.annotations.NullMarked;
