/** What outlives the process: a folder that is held by one. */
@NullMarked
package io.hypervigil.state;

import org.jspecify.annotations.NullMarked;
