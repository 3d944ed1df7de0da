/** Space, commits and errors of Btrfs. */
@NullMarked
package io.hypervigil.host.btrfs;

import org.jspecify.annotations.NullMarked;
