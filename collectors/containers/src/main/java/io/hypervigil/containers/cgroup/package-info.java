/** The hierarchies of control groups, what is in them, and the files of one group. */
@NullMarked
package io.hypervigil.containers.cgroup;

import org.jspecify.annotations.NullMarked;
