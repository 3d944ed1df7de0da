/** Calls that take long: with an id, progress and an end that is kept over a restart. */
@NullMarked
package io.hypervigil.admin.job;

import org.jspecify.annotations.NullMarked;
