/**
 * This process beside the programs it works with or replaces, on the machine that runs the test.
 */
@NullMarked
package io.hypervigil.peers;

import org.jspecify.annotations.NullMarked;
