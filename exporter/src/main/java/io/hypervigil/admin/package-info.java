/** Actions as callers ask for them: checked, audited, at once or as jobs. */
@NullMarked
package io.hypervigil.admin;

import org.jspecify.annotations.NullMarked;
