/** Escapes what a template puts into HTML, by the place where it stands. */
@NullMarked
package io.hypervigil.alerting.template.html;

import org.jspecify.annotations.NullMarked;
