/** The language of Go's text/template: from text to a tree. */
@NullMarked
package io.hypervigil.alerting.template.syntax;

import org.jspecify.annotations.NullMarked;
