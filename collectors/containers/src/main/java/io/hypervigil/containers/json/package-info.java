/**
 * JSON documents of the runtimes, read with care: any part may be missing, or be something else.
 */
@NullMarked
package io.hypervigil.containers.json;

import org.jspecify.annotations.NullMarked;
