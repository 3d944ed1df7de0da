/** The contract test that every collector runs, and the harness it stands on. */
@NullMarked
package io.hypervigil.collect.action;

import org.jspecify.annotations.NullMarked;
