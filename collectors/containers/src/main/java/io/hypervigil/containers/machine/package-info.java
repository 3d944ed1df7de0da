/** The machine as cAdvisor tells of it. */
@NullMarked
package io.hypervigil.containers.machine;

import org.jspecify.annotations.NullMarked;
