/** Where the process listens, and what it takes from a connection before it knows who calls. */
@NullMarked
package io.hypervigil.web.listen;

import org.jspecify.annotations.NullMarked;
