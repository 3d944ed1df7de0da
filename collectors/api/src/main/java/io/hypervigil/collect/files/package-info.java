/** Reading /proc, /sys and cgroup files: below a root that can be moved, recorded and timed. */
@NullMarked
package io.hypervigil.collect.files;

import org.jspecify.annotations.NullMarked;
