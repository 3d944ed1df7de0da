/** What a template computes with: values, their types as Go names them, and functions. */
@NullMarked
package io.hypervigil.alerting.template.value;

import org.jspecify.annotations.NullMarked;
