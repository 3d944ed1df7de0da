/** Files of metrics that others write for us. */
@NullMarked
package io.hypervigil.host.textfile;

import org.jspecify.annotations.NullMarked;
