/** What outlives the process: a folder that is held by one, and files that are replaced whole. */
@NullMarked
package io.hypervigil.state;

import org.jspecify.annotations.NullMarked;
