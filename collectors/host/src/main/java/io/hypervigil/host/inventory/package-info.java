/** What the machine is made of: what changes when somebody opens the case. */
@NullMarked
package io.hypervigil.host.inventory;

import org.jspecify.annotations.NullMarked;
