@NullMarked
package io.hypervigil.containers.cgroup;

import org.jspecify.annotations.NullMarked;
