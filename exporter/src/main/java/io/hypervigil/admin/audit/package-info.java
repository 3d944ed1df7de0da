/** Who had what done, and how it ended. */
@NullMarked
package io.hypervigil.admin.audit;

import org.jspecify.annotations.NullMarked;
