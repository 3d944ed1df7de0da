/** Silences: made, changed and ended by people, kept on disk. */
@NullMarked
package io.hypervigil.alerting.silence;

import org.jspecify.annotations.NullMarked;
