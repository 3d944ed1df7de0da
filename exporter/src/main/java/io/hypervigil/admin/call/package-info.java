/** One call of an action, from the role it needs to its end. */
@NullMarked
package io.hypervigil.admin.call;

import org.jspecify.annotations.NullMarked;
