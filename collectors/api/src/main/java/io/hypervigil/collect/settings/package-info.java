/** How a collector and the process declare what can be set. */
@NullMarked
package io.hypervigil.collect.settings;

import org.jspecify.annotations.NullMarked;
